import { NODE_01 } from "../integration/http/fakes.ts";
import { parseIpv4 } from "../../appliance/net/ipv4.ts";
import { parseMac } from "../../appliance/net/mac.ts";
import { examineMachine } from "../../appliance/doctor/examine.ts";
import { RULES } from "../../appliance/doctor/rules.ts";
import type { Role, Step } from "../../appliance/trace/step.ts";
import { fullCatalog, type RackHouse, ROCKY } from "./rack-house.ts";

export const NODE_02 = parseMac("52:54:00:77:00:02");
const LINES = [
  ["info", "anaconda", "Loaded kickstart from http://10.77.0.1/answers/…/ks.cfg"],
  ["info", "anaconda", "Creating lvm on /dev/sda"],
  ["warning", "dnf", "Package chrony is listed twice"],
  ["info", "dnf", "Installing glibc-common (412 of 1,268)"],
] as const;

/** Two machines with a profile of the catalog: node-02 installs, and somebody else asked for its answers. */
export function installingRack(house: RackHouse): void {
  fullCatalog(house);
  const now = Date.now();
  const iso = (minutes: number): string => new Date(now + minutes * 60_000).toISOString();
  const known = { known: true, profile: "web", lastSeenAt: iso(0), firstSeenAt: iso(-600) } as const;
  house.machine(NODE_01, { ...known, name: "node-01", lease: parseIpv4("10.77.0.11"), firmware: "bios" });
  house.machine(NODE_02, {
    ...known,
    name: "node-02",
    lease: parseIpv4("10.77.0.12"),
    address: parseIpv4("10.77.0.12"),
    firmware: "uefi-x64",
    uuid: "4c4c4544-0042-3510-8058-b4c04f4d3532",
    hostname: "localhost-live",
    vendorClass: "PXEClient:Arch:00007:UNDI:003016",
    lastSeen: "Fetched AppStream/repodata/repomd.xml.",
  });
  house.run("1", NODE_02, {
    state: "installing",
    profile: "web",
    image: ROCKY.name,
    stage: "installing packages",
    percent: 64,
    secondsLeft: 242,
    bytes: 812_000_000,
    armedAt: iso(-9),
    bootedAt: iso(-8),
    installingAt: iso(-6),
  });
  house.log = LINES.map(([severity, program, text], index) => ({
    id: index + 1,
    at: iso(-6 + index),
    source: "syslog",
    severity,
    program,
    text,
  }));
  house.journal.add("RS_RUN_ARMED", "node-02 was armed.", { at: iso(-9), mac: NODE_02, run: "1" });
  house.journal.add("RS_ANSWER_SENT", "node-02 fetched ks.cfg.", {
    at: iso(-7),
    mac: NODE_02,
    run: "1",
    data: { file: "ks.cfg" },
  });
  house.journal.add(
    "RS_ANSWER_STRANGER",
    "Answer file requested by a stranger: 10.77.0.44 asked for ks.cfg of node-02 and got nothing. It is not the address of this machine.",
    { at: iso(-5), mac: NODE_02, run: "1", severity: "error", data: { action: "rotate", run: "1" } },
  );
  bootOf(house, now - 8 * 60_000);
  const silent = examineMachine(RULES, {
    now,
    mac: NODE_02,
    name: "node-02",
    known: true,
    firmware: "uefi-x64",
    boots: [],
    run: {
      id: "1",
      state: "installing",
      because: undefined,
      image: ROCKY.name,
      profile: "web",
      lastSign: now - 380_000,
      endedAt: undefined,
      complaint: undefined,
    },
    image: undefined,
    longestGapMs: 170_000,
  });
  house.findings.push(...silent);
}

/** As the servers would have told it: firmware, loader, kernel, answers, packages. */
function bootOf(house: RackHouse, start: number): void {
  const dhcp = { kind: "dhcp", role: "address", rom: true, outcome: "ok" } as const;
  const see = (step: Omit<Step, "id">): void => house.traces.see(NODE_02, step);
  const file = (
    at: number,
    kind: "tftp" | "http",
    role: Role,
    detail: string,
    bytes: number,
    durationMs: number,
  ): void => see({ at: start + at, kind, verb: "fetch", role, detail, bytes, durationMs, outcome: "ok" });
  see({ ...dhcp, at: start, verb: "discover", detail: "PXEClient:Arch:00007:UNDI:003016", bytes: 579 });
  see({ ...dhcp, at: start + 2, verb: "offer", detail: "10.77.0.12 · shimx64.efi", bytes: 342 });
  see({ ...dhcp, at: start + 4026, verb: "request", detail: "10.77.0.12", bytes: 591 });
  see({ ...dhcp, at: start + 4030, verb: "ack", detail: "10.77.0.12 · shimx64.efi", bytes: 342 });
  file(4100, "tftp", "loader", "shimx64.efi · blksize 1468 · window 4", 934_000, 400);
  file(4700, "tftp", "loader", "grubx64.efi · blksize 1468 · window 4", 2_532_000, 700);
  see({
    at: start + 5500,
    kind: "tftp",
    verb: "missing",
    role: "settings",
    detail: "grub.cfg-01-52-54-00-77-00-02-x",
    outcome: "retry",
  });
  file(5600, "tftp", "settings", "grub.cfg · blksize 1024 · window 1", 612, 3);
  file(5700, "http", "kernel", "/rocky-9.4-x86-64-dvd/images/pxeboot/vmlinuz", 13_000_000, 900);
  file(6700, "http", "kernel", "/rocky-9.4-x86-64-dvd/images/pxeboot/initrd.img", 98_000_000, 3200);
  see({
    at: start + 41_000,
    kind: "answer",
    verb: "answer",
    role: "answers",
    detail: "ks.cfg · 1/5",
    bytes: 3012,
    durationMs: 4,
    outcome: "ok",
  });
  file(43_000, "http", "installer", "/rocky-9.4-x86-64-dvd/images/install.img", 890_000_000, 8100);
  for (let index = 0; index < 812; index++) {
    file(
      90_000 + index * 300,
      "http",
      "packages",
      `/rocky-9.4-x86-64-dvd/AppStream/Packages/p${index}.rpm`,
      1_000_000,
      200,
    );
  }
  house.traces.heard(NODE_02, {
    at: start,
    direction: "in",
    protocol: "dhcp",
    from: { address: parseIpv4("0.0.0.0"), port: 68 },
    to: { address: parseIpv4("255.255.255.255"), port: 67 },
    bytes: Buffer.from("damaged on purpose"),
    length: 18,
  });
}
