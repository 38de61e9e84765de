// Root, early at each start: rackseed.yaml on the card becomes what the operating system needs before the network starts.
import { existsSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { firewallRules } from "./firewall.ts";
import { put, tell, textOf, tool } from "./host.ts";
import { INTERFACE_SOCKETS, networkFile, socketDropIn } from "./network.ts";
import { INTERFACE_WAIT_MS, NO_INTERFACE, PATHS } from "./paths.ts";
import { portsOf } from "./ports.ts";
import type { Sentence } from "./sentence.ts";
import { type CardSettings, readCard } from "./settings.ts";

const written = readCard(cardText());
const device = await present(written.interface);
const settings: CardSettings = { ...written, interface: device };
put(PATHS.settings, JSON.stringify(settings));
if (device !== NO_INTERFACE) put(PATHS.network, networkFile(settings));
put(PATHS.firewall, firewallRules(portsOf(settings)));
if (settings.sshKeys.length > 0) put(PATHS.keys, `${settings.sshKeys.join("\n")}\n`);
if (settings.packageCache) put(PATHS.packageCache, "");
name(settings.hostname);
if (settings.timezone !== undefined) zone(settings.timezone);
if (settings.nat) writeFileSync("/proc/sys/net/ipv4/ip_forward", "1\n");
if (device !== "eth0") await bindTo(device);
await regain();
tell("card", [
  ...written.problems,
  ...(device === written.interface ? [] : [otherInterface(written.interface, device)]),
]);

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

/** The wanted interface, or else one that there is: a box that nobody can reach cannot say what is wrong. */
async function present(wanted: string): Promise<string> {
  // A USB adapter, and the chip of a Pi 3, take their time to appear.
  for (let waited = 0; waited < INTERFACE_WAIT_MS; waited += 250) {
    if (existsSync(`/sys/class/net/${wanted}`)) return wanted;
    await sleep(250);
  }
  // What has a device behind it is a cable or a radio, and not a bridge or a tunnel of the kernel's own.
  const cards = readdirSync("/sys/class/net").filter((one) => existsSync(`/sys/class/net/${one}/device`));
  return cards.toSorted()[0] ?? NO_INTERFACE;
}

function otherInterface(wanted: string, taken: string): Sentence {
  if (taken === NO_INTERFACE)
    return {
      en: "This box has no network interface, so nobody can reach it. Plug in a USB network adapter and switch the box off and on.",
      zh: "装机盒没有网络接口，别人无法访问它。请插上 USB 网卡，然后断电重启。",
    };
  return {
    en: `This box has no network interface ${wanted}, so it uses ${taken}. To use another one, write interface into rackseed.yaml on the card.`,
    zh: `装机盒没有网络接口 ${wanted}，因此使用 ${taken}。要使用其他接口，请在卡上的 rackseed.yaml 里写明 interface。`,
  };
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
