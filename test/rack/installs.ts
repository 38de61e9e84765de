import assert from "node:assert/strict";
import { tail } from "./appliance.ts";
import { type Cast, installedSystem, type Scene } from "./scene.ts";

export interface Expected {
  /** How the installer says that it has its answers, with their SHA-256 as the first group. */
  readonly answers: RegExp;
  readonly installed: RegExp;
  readonly answer: "ks" | "preseed" | "autoinstall" | "ignition";
  readonly os: string;
  /** Nobody says that it is installed before the installed system itself does: until then a netboot leaves the run unknown. */
  readonly silentInstaller?: true;
}

/** One armed machine, from power-on to the report of the system on its own disk; then a power cycle installs nothing again. */
export async function installs(scene: Scene, cast: Cast, expected: Expected): Promise<void> {
  try {
    await installsAndStays(scene, cast, expected);
  } catch (error) {
    throw new Error(`${cast.name}: ${(error as Error).message}\n${tail(scene.appliance.log())}`, { cause: error });
  }
}

async function installsAndStays(scene: Scene, { name, mac }: Cast, expected: Expected): Promise<void> {
  const { appliance } = scene;
  const machine = scene.machine(name);
  await machine.powerOn();
  const [, sum = ""] = await machine.console.waitFor(expected.answers, 300_000);
  await machine.console.waitFor(expected.installed, 400_000);
  await machine.console.waitFor(installedSystem(name, expected.answer, sum, expected.os), 300_000);
  await appliance.waitForRun(mac, "done", 90_000, expected.silentInstaller === true ? "unknown" : undefined);
  await machine.reset();
  await machine.console.waitFor(installedSystem(name, expected.answer, sum, expected.os), 300_000);
  assert.deepEqual(
    (await appliance.runs(mac)).map(({ state }) => state),
    ["done"],
  );
}

const anaconda = {
  answers: /^STANDIN ANACONDA kickstart=([0-9a-f]{64})/m,
  installed: /^STANDIN ANACONDA installed disk=\/dev\/sda/m,
};

export const EXPECTED = {
  rhel6: { ...anaconda, answer: "ks", os: "centos-6.10" },
  rhel7: { ...anaconda, answer: "ks", os: "rhel-7.9" },
  rhel9: { ...anaconda, answer: "ks", os: "rocky-9.4" },
  rhel10: { ...anaconda, answer: "ks", os: "rhel-10.0" },
  debian12: {
    answers: /^STANDIN DI preseed=([0-9a-f]{64})/m,
    installed: /^STANDIN DI installed disk=\/dev\/sda/m,
    answer: "preseed",
    os: "debian-12.5.0",
  },
  ubuntu24: {
    answers: /^STANDIN UBUNTU user-data=([0-9a-f]{64})/m,
    installed: /^STANDIN UBUNTU installed disk=\/dev\/sda/m,
    answer: "autoinstall",
    os: "ubuntu-24.04.1",
  },
  fcos: {
    answers: /^STANDIN COREOS config=([0-9a-f]{64})/m,
    installed: /^STANDIN COREOS installed disk=\/dev\/sda/m,
    answer: "ignition",
    os: "fedora-43.20260413.3.2",
    silentInstaller: true,
  },
} satisfies Record<string, Expected>;
