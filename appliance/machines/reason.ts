import type { Run } from "./run.ts";

/** Why a run stands where it stands and what to do now, as a sentence for a person; undefined while all goes well. */
export function reasonOf(run: Run): string | undefined {
  switch (run.because) {
    case undefined:
      return run.reason === undefined || run.state === "done" ? undefined : `The installer's log says: ${run.reason}`;
    case "window-closed":
      return run.stage === undefined && run.state === "failed"
        ? "It was not installed while it was armed, so it may no longer be wiped. Arm it again and boot it from the network."
        : "It began to install but did not fetch the disk image while it was armed. Look at its console, then arm it again.";
    case "image-cut-off":
      return "It asked to boot from the network again before the whole disk image was sent: the installation was cut off. It now boots its own disk; arm it again to start over.";
    case "no-callback":
      return "The whole disk image was sent, but nobody reported that the installation succeeded. It now boots its own disk; look whether it comes up.";
    case "restarted":
      return `It asked to boot from the network again while its installer was at work, and nobody reported how that ended. It now boots its own disk; look whether it comes up.${complaint(run)}`;
    case "went-silent":
      return run.bytesTotal === undefined
        ? `Nothing was heard of its installer for an hour. Look at its console; it boots its own disk from now on.${complaint(run)}`
        : "Nothing was heard of it for an hour while the disk image was being sent. Look at its console, then arm it again.";
    case "installer-failed":
      return `The installer reported a failure: ${run.reason ?? "it gave no reason"}. The machine waits with its console open; repair the cause and arm it again.`;
    case "stopped":
      return "A person stopped it. Arm it again to install.";
  }
}

const complaint = (run: Run): string => (run.reason === undefined ? "" : ` The installer's log says: ${run.reason}`);
