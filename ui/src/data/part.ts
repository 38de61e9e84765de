/** What did not come is asked for again after so long (ms). */
const ASKED_AGAIN = 1000;

/**
 * Loads a part of the page, which comes when it is wanted; just then the appliance may be away, or the browser's own network
 * changes and Chromium drops all that is on its way (ERR_NETWORK_CHANGED). So it is asked for until it is there, or nobody wants
 * it any more. After an update the appliance has other files; then the whole page is loaded anew.
 */
export async function loadPart(
  load: () => Promise<unknown>,
  isWanted: () => boolean = () => true,
  missing: () => void = () => undefined,
): Promise<void> {
  for (;;) {
    try {
      await load();
      return;
    } catch {
      if (!isWanted()) return;
      missing();
      await new Promise((resolve) => setTimeout(resolve, ASKED_AGAIN));
      if (await isReplaced()) location.reload();
    }
  }
}

/** For what is drawn again and again: it is loaded once. */
export function partOf(load: () => Promise<unknown>): () => void {
  let asked: Promise<void> | undefined;
  return () => void (asked ??= loadPart(load));
}

/** Every build gives the page's first script another name. */
async function isReplaced(): Promise<boolean> {
  const first = document.querySelector("script[type=module]")?.getAttribute("src") ?? "";
  try {
    const answer = await fetch(location.pathname, { cache: "no-cache" });
    return answer.ok && !(await answer.text()).includes(first);
  } catch {
    return false;
  }
}
