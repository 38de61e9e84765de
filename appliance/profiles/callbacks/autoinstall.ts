import { isMap, isSeq, parseDocument } from "yaml";
import { shWord } from "../encoders.ts";

// A string is run by sh -c in the installer's system, which has curl. A report that does not arrive never stops an installation.
const report = (url: string, stage: string): string =>
  `curl -fsS -m 20 --retry 3 -o /dev/null -X POST ${shWord(`${url}/${stage}`)} || true`;

/** Adds the reports that an autoinstall makes of its run (row K6), keeping the person's own commands, comments and layout. */
export function withAutoinstallReports(text: string, url: string): string {
  const document = parseDocument(text);
  if (!isMap(document.get("autoinstall"))) return text;
  const list = (key: string, change: (list: unknown[]) => void): void => {
    const path = ["autoinstall", key];
    if (!isSeq(document.getIn(path))) document.setIn(path, document.createNode([]));
    const node = document.getIn(path);
    if (isSeq(node)) change(node.items);
  };
  // Early commands run before anything is probed; what follows them partitions without a further hook.
  list("early-commands", (items) => {
    items.unshift(document.createNode(report(url, "started")));
    items.push(document.createNode(report(url, "installing")));
  });
  list("late-commands", (items) => items.push(document.createNode(report(url, "installed"))));
  list("error-commands", (items) => items.push(document.createNode(report(url, "failed"))));
  // Every step in the installer's own words.
  document.setIn(["autoinstall", "reporting", "rackseed"], { type: "webhook", endpoint: `${url}/log`, level: "INFO" });
  return document.toString({ lineWidth: 0 });
}
