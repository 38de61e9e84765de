// A rack in namespaces: a server on a bridge, clients behind cables. What a client was told is read as text.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { DhcpSettings } from "../../../appliance/dhcp/facts.ts";
import type { DhcpReport, Exchange } from "../../../appliance/dhcp/report.ts";
import { makeBridge, makeNamespace, type Namespace, plug, type Ran, type Running } from "../namespace.ts";
import { settings as sceneSettings } from "../../unit/dhcp/scene.ts";

const main = new URL("./server-main.ts", import.meta.url).pathname;

export class Rack implements AsyncDisposable {
  readonly host: Namespace;
  readonly folder: string;
  readonly settings: DhcpSettings;
  readonly clients: Namespace[] = [];
  server!: Running;

  constructor(host: Namespace, folder: string, settings: DhcpSettings) {
    this.host = host;
    this.folder = folder;
    this.settings = settings;
  }

  get database(): string {
    return join(this.folder, "leases.db");
  }

  async serve(wrapper: readonly string[] = [], more: object = {}): Promise<void> {
    const data = JSON.stringify({ settings: this.settings, database: this.database, ...more });
    this.server = this.host.start([...wrapper, process.execPath, main, data]);
    await this.server.says(/^READY$/m);
  }

  async client(mac?: string): Promise<Namespace> {
    const client = await makeNamespace("c");
    this.clients.push(client);
    await plug(this.host, "br0", client, "eth0", mac);
    return client;
  }

  /** A report follows its packet: waits until nothing more is said for a while. */
  async quiet(): Promise<void> {
    for (let tries = 0, said = -1; tries < 50 && said !== this.server.output.length; tries += 1) {
      said = this.server.output.length;
      await sleep(200);
    }
  }

  reports(): DhcpReport[] {
    const lines = this.server.output.split("\n").filter((line) => line.startsWith("{") && line.endsWith("}"));
    return lines.map((line) => JSON.parse(line) as DhcpReport);
  }

  exchanges(): Exchange[] {
    return this.reports().filter((report) => report.kind === "exchange");
  }

  /** busybox udhcpc, once; its script prints what it was told. */
  async udhcpc(
    client: Namespace,
    more: readonly string[] = [],
    nic = "eth0",
  ): Promise<Ran & { told: Record<string, string> }> {
    const ran = await client.run([...this.udhcpcCommand(nic), "-n", "-q", ...more]);
    const told = [...ran.stdout.matchAll(/^told (\w+)=(.*)$/gm)].map(
      ([, name = "", value = ""]) => [name, value] as const,
    );
    return { ...ran, told: Object.fromEntries(told) };
  }

  udhcpcCommand(nic: string): string[] {
    const script = join(this.folder, "udhcpc.sh");
    const configure = '[ "$1" = bound ] || [ "$1" = renew ] || exit 0\nip addr replace "$ip/$mask" dev "$interface"';
    // Once: a script that another client is just running cannot be written to (ETXTBSY).
    if (!existsSync(script))
      writeFileSync(script, `#!/bin/sh\n${configure}\nenv | sed "s/^/told /"\n`, { mode: 0o755 });
    return ["busybox", "udhcpc", "-i", nic, "-f", "-t", "4", "-T", "2", "-s", script];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.clients.map((client) => client[Symbol.asyncDispose]()));
    await this.host[Symbol.asyncDispose]();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export async function makeRack(changes: Partial<DhcpSettings> = {}, wrapper: readonly string[] = []): Promise<Rack> {
  const rack = await makeRackWithoutServer(changes);
  try {
    await rack.serve(wrapper);
    return rack;
  } catch (failed) {
    await rack[Symbol.asyncDispose]();
    throw failed;
  }
}

export async function makeRackWithoutServer(changes: Partial<DhcpSettings> = {}): Promise<Rack> {
  const host = await makeNamespace("h");
  const settings = { ...sceneSettings, interface: "br0", boot: { ...sceneSettings.boot, ipxe: true }, ...changes };
  const rack = new Rack(host, mkdtempSync(join(tmpdir(), "rackseed-dhcp-")), settings);
  try {
    await makeBridge(host, "br0", "10.77.0.1/24");
    return rack;
  } catch (failed) {
    await rack[Symbol.asyncDispose]();
    throw failed;
  }
}
