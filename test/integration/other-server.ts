// Somebody else's DHCP server on the same switch: dnsmasq on a host of its own, as a home router runs it.
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeNamespace, Namespace, plug } from "./namespace.ts";

/** Its address; those that it gives are 10.77.0.50 to 90. */
export const OTHER = "10.77.0.254";

export interface OtherServer extends AsyncDisposable {
  /** What it wrote: every packet that it saw. */
  log(): string;
  stop(): Promise<void>;
}

/** Plugged into a bridge of a namespace. It gives addresses and no file; `nextServer` is what it writes into siaddr. */
export async function addOtherServer(switchIn: string, bridge: string, nextServer?: string): Promise<OtherServer> {
  const place = await makeNamespace("o");
  const leases = join(tmpdir(), `${place.name}.leases`);
  try {
    await plug(new Namespace(switchIn), bridge, place, "eth0");
    await place.ip(`addr add ${OTHER}/24 dev eth0`);
    const dnsmasq = place.start([
      ...["dnsmasq", "--keep-in-foreground", "--conf-file=/dev/null", "--pid-file", "--user=root", "--port=0"],
      ...["--interface=eth0", "--bind-interfaces", "--dhcp-range=10.77.0.50,10.77.0.90,255.255.255.0,1h"],
      ...["--dhcp-authoritative", "--no-ping", "--log-dhcp", "--log-facility=-", `--dhcp-leasefile=${leases}`],
      ...(nextServer === undefined ? [] : [`--dhcp-boot=,,${nextServer}`]),
    ]);
    await dnsmasq.says(/DHCP, IP range/);
    return {
      log: () => dnsmasq.output,
      stop: () => dnsmasq.stop(),
      async [Symbol.asyncDispose]() {
        await place[Symbol.asyncDispose]();
        await rm(leases, { force: true });
      },
    };
  } catch (failed) {
    await place[Symbol.asyncDispose]();
    throw failed;
  }
}
