import { KERNEL_ARGS } from "./kernel-args.ts";
import type { StandinRelease } from "./standin/build.ts";
import { BRIDGE } from "./namespace.ts";

export const TOKEN = "virtual-rack-token";
export const WORKER = "worker";

export interface RackMachine {
  readonly mac: string;
  readonly name: string;
  readonly address?: string;
  readonly armed?: boolean;
  readonly profile?: string;
}

/** The configuration of the example: one subnet, one image, one profile, and these machines. More keys override. */
export function rackConfig(
  release: StandinRelease,
  machines: readonly RackMachine[],
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  const image = `coreos-${release.version}`;
  return {
    interface: BRIDGE,
    address: "10.77.0.1/24",
    http: { ports: [80, 8080] },
    access: { token: TOKEN, plainHttp: true },
    dhcp: { mode: "server", answer: "everyone", authoritative: true },
    unknownMachines: "list",
    armedFor: "2h",
    subnets: [
      {
        cidr: "10.77.0.0/24",
        pool: "10.77.0.100-10.77.0.250",
        router: "10.77.0.1",
        dns: ["10.77.0.1"],
        lease: "12h",
        allocation: "dynamic",
      },
    ],
    images: [{ name: image, source: release.folder, key: release.key, version: release.version, verify: "required" }],
    profiles: [
      {
        name: WORKER,
        image,
        install: "automatic",
        disk: "/dev/sda",
        kernelArgs: KERNEL_ARGS,
        cloudConfig: "#cloud-config\nhostname: {{ machine.name }}\n",
      },
    ],
    machines: machines.map((machine) => ({ profile: WORKER, ...machine })),
    ...more,
  };
}
