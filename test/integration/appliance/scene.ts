// The whole appliance in a namespace, and clients behind cables that ask as firmware would. No QEMU: what counts is what is answered.
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { makeBridge, makeNamespace, type Namespace, plug, type Ran, type Running } from "../namespace.ts";

const MAIN = new URL("../../../appliance/main.ts", import.meta.url).pathname;
export const TOKEN = "integration-test-token";
export const URL_BASE = "http://10.77.0.1";

export interface Reply {
  readonly status: number;
  readonly body: string;
}

/** A machine of the test: a namespace with one card. */
export class Client {
  readonly place: Namespace;
  readonly folder: string;

  constructor(place: Namespace, folder: string) {
    this.place = place;
    this.folder = folder;
  }

  /** Asks for an address as PXE firmware does, and takes it. */
  async boots(architecture = "00007"): Promise<Ran> {
    const script = join(this.folder, "udhcpc.sh");
    if (!existsSync(script))
      writeFileSync(script, '#!/bin/sh\n[ "$1" = bound ] && ip addr replace "$ip/$mask" dev "$interface"\nenv\n', {
        mode: 0o755,
      });
    const hex = Number(architecture).toString(16).padStart(4, "0");
    return this.place.run(
      [
        "busybox",
        "udhcpc",
        "-i",
        "eth0",
        "-f",
        "-n",
        "-q",
        "-t",
        "4",
        "-T",
        "2",
        "-s",
        script,
        "-V",
        `PXEClient:Arch:${architecture}:UNDI:003016`,
        "-x",
        `0x5d:${hex}`,
      ],
      30_000,
    );
  }

  async get(path: string, more: readonly string[] = []): Promise<Reply> {
    const { stdout, stderr } = await this.place.run([
      "curl",
      "-sS",
      "--max-time",
      "10",
      "-w",
      "\n%{http_code}",
      ...more,
      URL_BASE + path,
    ]);
    const cut = stdout.lastIndexOf("\n");
    if (cut < 0) throw new Error(`curl ${path}: ${stderr}`);
    return { status: Number(stdout.slice(cut + 1)), body: stdout.slice(0, cut) };
  }

  async tftp(name: string): Promise<string> {
    const { stdout, stderr } = await this.place.run(["curl", "-sS", "--max-time", "10", `tftp://10.77.0.1/${name}`]);
    return stdout === "" ? stderr : stdout;
  }
}

export class Scene implements AsyncDisposable {
  readonly host: Namespace;
  readonly folder: string;
  readonly #stack: AsyncDisposableStack;
  #running: Running | undefined;

  constructor(host: Namespace, folder: string, stack: AsyncDisposableStack) {
    this.host = host;
    this.folder = folder;
    this.#stack = stack;
  }

  get log(): string {
    return this.#running?.output ?? "";
  }

  /** Starts the appliance with this configuration on the data of the scene. */
  async serve(config: Record<string, unknown>): Promise<void> {
    this.#running = this.start(config);
    await this.#running.says(/ready on http/, 30_000);
  }

  /** `under`: a program that starts it, as strace does. */
  start(config: Record<string, unknown>, under: readonly string[] = []): Running {
    const file = join(this.folder, "rackseed.yaml");
    writeFileSync(file, stringify({ ...this.config(), ...config }));
    return this.host.start([...under, process.execPath, MAIN, "--config", file]);
  }

  async stop(signal: NodeJS.Signals): Promise<void> {
    await this.#running?.stop(signal);
  }

  config(): Record<string, unknown> {
    return {
      data: join(this.folder, "data"),
      interface: "rack0",
      address: "10.77.0.1/24",
      http: { ports: [80, 8080] },
      access: { token: TOKEN, plainHttp: true },
      dhcp: { mode: "server", authoritative: true, probeAddresses: false },
      subnets: [{ cidr: "10.77.0.0/24", pool: "10.77.0.100-10.77.0.250" }],
    };
  }

  /** A folder that looks like a release; its files are small and not signed. */
  release(version: string, family = "coreos"): string {
    const folder = join(this.folder, "media", family, version);
    mkdirSync(folder, { recursive: true });
    for (const name of ["pxe.vmlinuz", "pxe_image.cpio.gz", "image.bin.bz2"]) {
      writeFileSync(join(folder, `${family}_production_${name}`), `${family} ${version} ${name}\n`.repeat(1000));
    }
    return folder;
  }

  async client(mac: string): Promise<Client> {
    const place = this.#stack.use(await makeNamespace("m"));
    await plug(this.host, "rack0", place, "eth0", mac);
    return new Client(place, this.folder);
  }

  async api<T>(path: string, more: readonly string[] = []): Promise<T> {
    const { stdout } = await this.host.run([
      "curl",
      "-sS",
      "-H",
      `Authorization: Bearer ${TOKEN}`,
      ...more,
      `${URL_BASE}/api/v1${path}`,
    ]);
    return JSON.parse(stdout) as T;
  }

  async until<T>(what: string, look: () => Promise<T | undefined>, milliseconds = 10_000): Promise<T> {
    for (const end = Date.now() + milliseconds; Date.now() < end;) {
      const found = await look();
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`not within ${milliseconds} ms: ${what}\n${this.log}`);
  }

  imageReady(name: string): Promise<unknown> {
    return this.until(`image ${name} ready`, async () => {
      const image = await this.api<{ state: string }>(`/images/${name}`);
      return image.state === "ready" ? image : undefined;
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stack.disposeAsync();
  }
}

export async function openScene(): Promise<Scene> {
  await using stack = new AsyncDisposableStack();
  const folder = mkdtempSync(join(tmpdir(), "rackseed-scene-"));
  stack.defer(() => rmSync(folder, { recursive: true, force: true }));
  const host = stack.use(await makeNamespace("h"));
  await makeBridge(host, "rack0", "10.77.0.1/24");
  return new Scene(host, folder, stack.move());
}
