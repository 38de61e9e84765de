import { parseIpv4 } from "../../appliance/net/ipv4.ts";
import { parseMac } from "../../appliance/net/mac.ts";
import { NODE_01 } from "../integration/http/fakes.ts";
import { installingRack } from "./installing-rack.ts";
import { hallOf, macOfMany } from "./many-machines.ts";
import { type RackHouse, ROCKY } from "./rack-house.ts";

const PROFILE = {
  name: "worker",
  image: ROCKY.name,
  install: "automatic",
  disk: "/dev/sda",
  kernelArgs: ["console=ttyS0"],
  answerFile: "text\nlang en_US.UTF-8\ninstall\nreboot\n",
  vars: { rack: "r1", cores: 8 },
} as const;
const PRINTER = parseMac("3c:52:82:00:00:09");
const at = (last: number) => parseIpv4(`10.77.0.${last}`);
const iso = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString();

/** Something of everything: racks at work, a doctor's finding, versions, a trash, leases, and a second DHCP server. */
export function wholeHouse(house: RackHouse): void {
  installingRack(house);
  const hall = hallOf(44, 13);
  for (const [mac, machine] of hall.machines) house.machines.set(mac, machine);
  for (const [id, run] of hall.runs) house.runs.set(id, run);
  house.machine(macOfMany(500), {
    known: false,
    firmware: "uefi-x64",
    vendorClass: "PXEClient:Arch:00007",
    lease: at(100),
    lastSeenAt: iso(-1),
  });
  const { profiles } = house.needs();
  profiles.save("worker", { ...PROFILE, disk: "/dev/vda" }, "ann");
  profiles.save("worker", PROFILE, "ben");
  profiles.save("old", { ...PROFILE, name: "old" }, "ann");
  profiles.remove("old", "ann");
  const events: [number, string, string][] = [
    [-6, "RS_RUN_DONE", "node-00014 done in 8 min 52 s."],
    [-2, "RS_MACHINE_NEW", "A new machine was seen."],
  ];
  for (const [minutes, code, text] of events) house.journal.add(code, text, { mac: macOfMany(500), at: iso(minutes) });
  house.network.marks = [
    { address: at(11), state: "reserved", mac: NODE_01, name: "node-01" },
    { address: at(100), state: "leased", mac: NODE_01, name: "node-01", remaining: 40_000 },
    { address: at(103), state: "leased", mac: parseMac("52:54:00:77:00:02"), remaining: 1800 },
    { address: at(30), state: "live", mac: PRINTER },
    { address: at(104), state: "quarantined", mac: PRINTER, because: "Another device answered.", remaining: 80_000 },
  ];
}

/** Claimed by nobody yet, and silent. */
export function freshHouse(house: RackHouse): void {
  house.token = undefined; // before anybody asks the house who may come in
  wholeHouse(house);
  house.serving = false;
  house.network.view = { ...house.network.view, saidBy: "nobody", mode: "off", subnets: [] };
}

/** Another server that gives addresses on the same wire. */
export function withForeignServer(house: RackHouse): void {
  const seen = { firstSeenAt: iso(-12), lastSeenAt: iso(-1) };
  const router = { ...seen, address: at(254), mac: "50:c7:bf:00:00:01", offers: "addresses", ignored: false } as const;
  house.network.view = { ...house.network.view, foreign: [router] };
}
