// Root, early at each start: rackseed.yaml on the card becomes what the operating system needs before the network starts.
import { existsSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { portsOf } from "./effective.ts";
import { firewallRules } from "./firewall.ts";
import { put, tell, textOf, tool } from "./host.ts";
import { INTERFACE_SOCKETS, networkFile, socketDropIn } from "./network.ts";
import { PATHS } from "./paths.ts";
import type { Sentence } from "./sentence.ts";
import { type CardSettings, readCard } from "./settings.ts";

const settings = readCard(cardText());
put(PATHS.settings, JSON.stringify(settings));
put(PATHS.network, networkFile(settings));
put(PATHS.firewall, firewallRules(portsOf(settings)));
if (settings.sshKeys.length > 0) put(PATHS.keys, `${settings.sshKeys.join("\n")}\n`);
name(settings.hostname);
if (settings.timezone !== undefined) zone(settings.timezone);
if (settings.nat) writeFileSync("/proc/sys/net/ipv4/ip_forward", "1\n");
const problems = [...settings.problems, ...(await interfaceProblems(settings))];
if (settings.interface !== "eth0") await bindTo(settings.interface);
await regain();
tell("card", problems);

/** A card that cannot be read is a card without rackseed.yaml. */
function cardText(): string | undefined {
  try {
    return textOf(PATHS.card);
  } catch (error) {
    process.stderr.write(`rackseed: ${PATHS.card} cannot be read: ${(error as Error).message}\n`);
    return undefined;
  }
}

function name(hostname: string): void {
  put("/etc/hostname", `${hostname}\n`);
  writeFileSync("/proc/sys/kernel/hostname", `${hostname}\n`);
  const hosts = readFileSync("/etc/hosts", "utf8");
  put("/etc/hosts", hosts.replace(/^127\.0\.1\.1 .*$/m, `127.0.1.1 ${hostname}`));
}

function zone(timezone: string): void {
  const file = join("/usr/share/zoneinfo", timezone);
  if (!existsSync(file)) return; // the page knows it all the same
  rmSync("/etc/localtime", { force: true });
  symlinkSync(file, "/etc/localtime");
}

/** The sockets' units are loaded already, so the manager must read them again. */
async function bindTo(device: string): Promise<void> {
  for (const socket of INTERFACE_SOCKETS) {
    put(join(PATHS.units, `rackseed-${socket}.socket.d/interface.conf`), socketDropIn(device));
  }
  await tool("systemctl", "daemon-reload");
}

/** Only a name that somebody wrote can be wrong; a USB adapter takes its time to appear. */
async function interfaceProblems({ interface: device }: CardSettings): Promise<Sentence[]> {
  if (device === "eth0") return [];
  for (let waited = 0; waited < 10_000; waited += 250) {
    if (existsSync(`/sys/class/net/${device}`)) return [];
    await sleep(250);
  }
  const there = readdirSync("/sys/class/net")
    .filter((one) => one !== "lo")
    .join(", ");
  return [
    {
      en: `rackseed.yaml on the card: interface is "${device}", and this box has none of that name. It has: ${there}.`,
      zh: `卡上的 rackseed.yaml：interface 是“${device}”，但装机盒没有这个网络接口。现有：${there}。`,
    },
  ];
}

/**
 * A person who lost the password holds the card in the hand (trust §5, row 31). The wish is passed on; the file is removed
 * when the new claim code lies on the card (claim-to-card).
 */
async function regain(): Promise<void> {
  if (!existsSync(PATHS.regain)) return;
  put(PATHS.regainMark, "");
  await tool("chown", "rackseed:rackseed", PATHS.regainMark);
}
