// A disk with a cache of its own that power cuts empty. Killing a machine alone cuts no power: what it wrote lies in the
// host's page cache and reaches its image all the same. Here writes lie in nbdkit's own temporary file, and only a
// flush (or a write with FUA) of the guest moves them into the image; with nbdkit killed they are gone.
import { access, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Child, type SpawnOptions, startChild } from "../../rack/child.ts";

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

export interface DiskOptions {
  /** The raw image. */
  readonly file: string;
  /** For the socket and for the cache, which needs as much room as is ever written between two flushes. */
  readonly folder: string;
  /** Serves on this port of an address instead of a unix socket, for a kernel that is its own NBD client. */
  readonly at?: { readonly address: string; readonly port: number };
  /** Starts the server elsewhere, as in a network namespace. */
  readonly start?: (command: readonly string[], options: SpawnOptions) => Promise<Child>;
}

export function forgetfulDisk({ file, folder, at, start = startBound }: DiskOptions): ForgetfulDisk {
  const socket = join(folder, "disk.sock");
  const listening = join(folder, "disk.pid"); // nbdkit writes it once it listens
  let server: Child | undefined;
  const disk: ForgetfulDisk = {
    uri: at === undefined ? `nbd+unix:///?socket=${socket}` : `nbd://${at.address}:${at.port}`,
    file,
    async powerOn() {
      if (server?.running === true) throw new Error("the disk is on already");
      await Promise.all([rm(socket, { force: true }), rm(listening, { force: true })]);
      const cache = join(folder, "disk-cache");
      await mkdir(cache, { recursive: true });
      const where = at === undefined ? ["--unix", socket] : ["--ipaddr", at.address, "--port", String(at.port)];
      const command = [
        "nbdkit",
        "--foreground",
        "--pidfile",
        listening,
        ...where,
        ...CACHE,
        "file",
        file,
        ...WRITE_BACK,
      ];
      const started = await start(command, { env: { ...process.env, TMPDIR: cache } });
      server = started;
      let said = "";
      for (const stream of [started.stdout, started.stderr])
        stream.setEncoding("utf8").on("data", (text: string) => (said += text));
      for (let tries = 0; !(await exists(listening)); tries++) {
        if (!started.running || tries > 600) throw new Error(`nbdkit does not serve ${file}: ${said}`);
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

const CACHE = ["--filter=cache"];
// 4 KiB, the file system's block: with the filter's own 64 KiB a flushed block would carry its neighbours along.
const WRITE_BACK = ["cache=writeback", "cache-min-block-size=4096"];

const startBound = (command: readonly string[], options: SpawnOptions): Promise<Child> =>
  startChild(["setpriv", "--pdeathsig", "KILL", "--", ...command], options);

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
