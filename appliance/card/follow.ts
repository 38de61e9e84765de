// Root, when the address that the service was started with is gone, or a better one came: decides, and starts it again.
import { setTimeout as sleep } from "node:timers/promises";
import { type Busy, decideAddress } from "./address.ts";
import { addressesOf, put, tell, textOf, tool } from "./host.ts";
import { FALLBACK, networkFile } from "./network.ts";
import { PATHS } from "./paths.ts";
import type { CardSettings } from "./settings.ts";

const LOOK_EVERY_MS = 10_000;
/** An address that is gone may be on its way back: networkd takes it away and gives it again when its file changes. */
const SETTLE_MS = 5_000;

const settings = JSON.parse(textOf(PATHS.settings) ?? "{}") as CardSettings;
if (settings.address === undefined) await follow();

async function follow(): Promise<void> {
  const current = (textOf(PATHS.address) ?? "").trim();
  for (let told = ""; ;) {
    await sleep(SETTLE_MS);
    const decision = decideAddress(current, FALLBACK, await addressesOf(settings.interface), busy());
    if (decision.why?.en !== told) tell("address", decision.why === undefined ? [] : [decision.why]);
    told = decision.why?.en ?? told;
    if (decision.kind === "keep") return;
    if (decision.kind === "wait") {
      await sleep(LOOK_EVERY_MS);
      continue;
    }
    if (decision.to !== undefined) put(PATHS.network, networkFile(settings));
    await tool("networkctl", "reload");
    // It finds the address, writes the configuration, and what needs it starts with it.
    await tool("systemctl", "--no-block", "restart", "rackseed-config.service", "rackseed.service");
    return;
  }
}

/** What the service said last; it writes whenever that changes. */
function busy(): Busy | undefined {
  const text = textOf(PATHS.state);
  return text === undefined ? undefined : (JSON.parse(text) as Busy);
}
