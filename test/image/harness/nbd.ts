// A disk with a cache of its own that power cuts empty. Killing a machine alone cuts no power: what it wrote lies in the
// host's page cache and reaches its image all the same. Here writes lie in nbdkit's own temporary file, and only a
// flush (or a write with FUA) of the guest moves them into the image; with nbdkit killed they are gone.
import { access, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Child, startChild } from "../../rack/child.ts";

export interface ForgetfulDisk extends AsyncDisposable {
  /** What QEMU's `-drive file=` and NBD clients connect to. */
  readonly uri: string;
  /** The raw image: what was flushed, and nothing else. */
  readonly file: string;
  /** Serves the image; at the second time what the image has after the cut. */
  powerOn(): Promise<void>;
  /** SIGKILL: what nobody flushed is lost. Returns once the process is gone. */
  powerCut(): Promise<void>;
}

/** `folder`: for the socket and for the cache, which needs as much room as is ever written between two flushes. */
export function forgetfulDisk(file: string, folder: string): ForgetfulDisk {
  const socket = join(folder, "disk.sock");
  let server: Child | undefined;
  const disk: ForgetfulDisk = {
    uri: `nbd+unix:///?socket=${socket}`,
    file,
    async powerOn() {
      if (server?.running === true) throw new Error("the disk is on already");
      await rm(socket, { force: true });
      const cache = join(folder, "disk-cache");
      await mkdir(cache, { recursive: true });
      server = await startChild(command(file, socket), { env: { ...process.env, TMPDIR: cache } });
      let said = "";
      for (const stream of [server.stdout, server.stderr])
        stream.setEncoding("utf8").on("data", (text: string) => (said += text));
      for (let tries = 0; !(await exists(socket)); tries++) {
        if (!server.running || tries > 200) throw new Error(`nbdkit does not serve ${file}: ${said}`);
        await sleep(50);
      }
    },
    async powerCut() {
      server?.signal("SIGKILL");
      await server?.ended;
    },
    [Symbol.asyncDispose]: () => disk.powerCut(),
  };
  return disk;
}

const command = (file: string, socket: string): string[] => [
  ...["setpriv", "--pdeathsig", "KILL", "--", "nbdkit", "--foreground", "--unix", socket],
  // 4 KiB, the file system's block: with the filter's own 64 KiB a flushed block would carry its neighbours along.
  ...["--filter=cache", "file", file, "cache=writeback", "cache-min-block-size=4096"],
];

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
