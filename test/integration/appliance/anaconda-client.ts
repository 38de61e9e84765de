// A machine that installs el6 to el10, as far as its network sees it: run inside its namespace, with the machine as JSON argument.
// The kickstart's own reports are run as they stand there, by sh, with a /tmp of their own.
import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { replayAnaconda, type ReplayOptions } from "../../protocol/anaconda-replay.ts";

export interface AnacondaMachine extends ReplayOptions {
  /** Stands where the installer has /tmp. */
  readonly tmp: string;
}

const execute = promisify(execFile);

async function report(kickstart: string, kind: "%pre" | "%post", tmp: string): Promise<void> {
  const sections = [...kickstart.matchAll(/^(%pre|%post)[^\n]*\n(# Rackseed: how this run goes\n[\s\S]*?)^%end$/gm)];
  const scripts = sections.filter(([, is]) => is === kind).map(([, , body = ""]) => body);
  if (scripts.length === 0) throw new Error(`no ${kind} of the kickstart reports anything`);
  mkdirSync(tmp, { recursive: true });
  writeFileSync(join(tmp, "section"), scripts.join("\n"));
  await execute("unshare", ["--mount", "sh", "-c", 'mount --bind "$1" /tmp && sh -e /tmp/section', "-", tmp]);
}

if (import.meta.main) {
  const { tmp, ...machine } = JSON.parse(process.argv[2] ?? "") as AnacondaMachine;
  const replay = await replayAnaconda({
    ...machine,
    beforeRepositories: (kickstart) => report(kickstart, "%pre", tmp),
  });
  await report(replay.kickstart ?? "", "%post", tmp);
  console.log(JSON.stringify(replay));
}
