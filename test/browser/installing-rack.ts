import { NODE_01 } from "../integration/http/fakes.ts";
import { parseIpv4 } from "../../appliance/net/ipv4.ts";
import { parseMac } from "../../appliance/net/mac.ts";
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
}
