// What runs inside the page: eyes that look at every frame.

/** All elements, those in shadow roots too. */
export const COUNT_ELEMENTS = `(() => {
  const count = (root) => [...root.querySelectorAll("*")].reduce((sum, one) => sum + 1 + (one.shadowRoot ? count(one.shadowRoot) : 0), 0);
  return count(document);
})()`;

/** Largest contentful paint so far (ms after the navigation began). */
export const LARGEST_PAINT = `new Promise((resolve) => {
  new PerformanceObserver((list) => resolve(Math.max(...list.getEntries().map((entry) => entry.startTime))))
    .observe({ type: "largest-contentful-paint", buffered: true });
})`;

const DEEP = `const deep = (root, found = []) => {
  for (const one of root.querySelectorAll("*")) {
    if (one.localName === "rs-event-list" || one.localName === "rs-machine-table") found.push(one);
    if (one.shadowRoot) deep(one.shadowRoot, found);
  }
  return found;
};`;

/**
 * Notes how old every text with \`@<milliseconds>\` is at the end of the first frame that shows it. A text counts once for each
 * place: \`rs-event-list\` or \`rs-machine-table\`, and in the table only if the frame before had the machine's row: one that
 * moves into sight late is no late news. The end of a frame is the message that is handled behind its painting.
 */
export const WATCH_AGES = `(() => {
  ${DEEP}
  const seen = new Set();
  const ages = { "rs-event-list": [], "rs-machine-table": [] };
  window.benchAges = ages;
  const channel = new MessageChannel();
  let fresh = [];
  channel.port1.onmessage = () => {
    const now = Date.now();
    for (const [place, at] of fresh) ages[place].push(now - at);
    fresh = [];
  };
  let places = [];
  let rows = new Set();
  const note = (place, key, at) => {
    if (seen.has(key)) return;
    seen.add(key);
    fresh.push([place, at]);
  };
  const lines = (place) => {
    for (const [whole] of place.shadowRoot.textContent.matchAll(/\\d+: step \\d+ @\\d{13}/g))
      note(place.localName, whole, Number(whole.slice(-13)));
  };
  const table = (place) => {
    const there = new Set();
    for (const row of place.shadowRoot.querySelectorAll(".row")) {
      there.add(row.id);
      const at = /step \\d+ @(\\d{13})/.exec(row.textContent)?.[1];
      if (at === undefined) continue;
      if (rows.has(row.id)) note(place.localName, row.id + at, Number(at));
      else seen.add(row.id + at);
    }
    rows = there;
  };
  const look = () => {
    if (places.length === 0 || !places[0].isConnected) places = deep(document);
    for (const place of places) (place.localName === "rs-machine-table" ? table : lines)(place);
    if (fresh.length > 0) channel.port2.postMessage("");
  };
  // Behind the page's own drawing: Lit renders in microtasks of the animation frame in which it was told.
  const each = () => {
    requestAnimationFrame(each);
    Promise.resolve().then(() => Promise.resolve()).then(look);
  };
  requestAnimationFrame(each);
})()`;

/** From the input event to the message behind the frame that shows its result (ms). The value is set as typing sets it. */
export const FILTER_ONCE = (value: string): string => `new Promise((resolve) => {
  const find = (root) => {
    for (const one of root.querySelectorAll("*")) {
      if (one.localName === "rs-filter-field") return one.shadowRoot.querySelector("input");
      const deeper = one.shadowRoot && find(one.shadowRoot);
      if (deeper) return deeper;
    }
  };
  const input = find(document);
  input.value = ${JSON.stringify(value)};
  const began = performance.now();
  input.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
  requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => resolve(performance.now() - began);
    channel.port2.postMessage("");
  });
})`;

/** Notes when frames begin, until `benchEndFrames` gives their times (ms). */
export const COUNT_FRAMES = `(() => {
  const frames = [];
  let stop = false;
  const tick = (now) => { frames.push(now); if (!stop) requestAnimationFrame(tick); };
  requestAnimationFrame(tick);
  window.benchEndFrames = () => { stop = true; return frames; };
})()`;

/** What the page holds: its connection, and the ids of the events that it knows. */
export const STATE_OF_PAGE = `(() => {
  const { house } = document.querySelector("rs-app");
  return { connection: house?.connection ?? "none", ids: house?.events.map(({ id }) => id) ?? [] };
})()`;

/** The wall clock (ms) when the page shows that it is connected. */
export const LIVE_AGAIN = `new Promise((resolve) => {
  const app = document.querySelector("rs-app");
  const look = () => {
    if (app.house?.connection === "live" && !app.shadowRoot.querySelector(".pill.armed")) resolve(Date.now());
    else requestAnimationFrame(look);
  };
  look();
})`;
