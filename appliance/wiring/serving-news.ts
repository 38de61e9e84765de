import type { DhcpSettings } from "../dhcp/facts.ts";

type Mode = DhcpSettings["mode"];

/**
 * Says when the appliance begins to answer on the wire, or stops. It is not the moment of a person's choice: a search
 * for other servers comes between, and its end changes what the pages say of it.
 */
export function servingNews(first: Mode, say: (mode: Mode) => void): (mode: Mode) => void {
  let last = first;
  return (mode) => {
    if (mode === last) return;
    last = mode;
    say(mode);
  };
}
