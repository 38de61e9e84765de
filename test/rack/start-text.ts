import type { RunSeen } from "./appliance.ts";

export interface Introduction {
  /** Links that open it, on the host's loopback. */
  readonly links: Links;
  readonly namespace: string;
  readonly machines: readonly {
    readonly name: string;
    readonly mac: string;
    readonly kind: string;
    readonly note: string;
  }[];
  readonly keys: boolean;
}

export type Links =
  | { readonly kind: "claimed"; readonly page: string; readonly https: string; readonly panel: string }
  | { readonly kind: "first run"; readonly claim: string; readonly code: string; readonly panel: string };

export function introduction({ links, namespace, machines, keys }: Introduction): string {
  const rows = machines.map(
    ({ name, mac, kind, note }, index) => `${index + 1}  ${name}  ${kind.padEnd(4)}  ${mac}  ${note}`,
  );
  const lines = [
    "Rackseed is up, on a virtual rack.",
    "",
    ...linkLines(links),
    "",
    ...block("machines", rows),
    "",
    ...block("network", [`10.77.0.0/24 in the namespace ${namespace}: your own network hears nothing of it`]),
    ...(keys
      ? block("keys", [
          "1 2 3  power a machine on or off",
          "l      where the machines' consoles are written",
          "q      stop everything",
        ])
      : block("stop", ["SIGTERM or Ctrl-C"])),
    "",
  ];
  return `\n${lines.map((line) => `  ${line}`.trimEnd()).join("\n")}\n`;
}

/** "  12.4 s  node-01  what happened" */
export const line = (seconds: number, subject: string, text: string): string =>
  `  ${seconds.toFixed(1).padStart(6)} s  ${subject.padEnd(9)} ${text}`;

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);

/** One step of a run for somebody who watches. Undefined while there is nothing new to say since `before`. */
export function news(before: RunSeen | undefined, now: RunSeen): string | undefined {
  if (before?.state !== now.state) return stateText(now);
  if (now.stage !== undefined && before.stage !== now.stage) return `reports: ${now.stage}`;
  if (before.bytes < now.bytes && now.bytes === now.bytesTotal)
    return `has the whole disk image, ${megabytes(now.bytes)} MB`;
  return undefined;
}

function stateText(run: RunSeen): string {
  switch (run.state) {
    case "armed":
      return "armed: it will be installed when it boots from the network";
    case "booting":
      return "boots the installer from the network";
    case "installing":
      return `writes ${run.image} to its disk${run.bytesTotal === undefined ? "" : `, ${megabytes(run.bytesTotal)} MB compressed`}`;
    case "done":
      return "reports that it is installed";
    case "failed":
    case "unknown":
      return `${run.state}: ${run.because ?? "no reason given"}`;
  }
}

const block = (title: string, lines: readonly string[]): string[] =>
  lines.map((text, index) => `${(index === 0 ? title : "").padEnd(10)}${text}`);

function linkLines(links: Links): string[] {
  if (links.kind === "claimed") {
    return [
      ...block("page", [links.page]),
      ...block("https", [
        `${links.https}  (its certificate is its own: the browser warns once)`,
        "Its token claims it. To begin as its owner would: RACKSEED_FIRST_RUN=1 npm start",
      ]),
      ...block("panel", [`${links.panel}  (the 800×480 screen on the box)`]),
    ];
  }
  return [
    ...block("claim", [
      links.claim,
      `The claim code is ${links.code}. The certificate is its own: the browser warns once.`,
      "Until you have set it up it says nothing on the network.",
    ]),
    ...block("panel", [`${links.panel}  (the 800×480 screen on the box: it shows the code too)`]),
  ];
}
