// What the doctor itself says of the facts of its own tests, one finding for each rule.
import { examineHouse, examineMachine, type Finding } from "../../appliance/doctor/examine.ts";
import type { MachineFacts } from "../../appliance/doctor/facts.ts";
import { RULES } from "../../appliance/doctor/rules.ts";
import { parseMac } from "../../appliance/net/mac.ts";
import { HOUSES, MACHINES, quiet } from "../unit/doctor/cases.ts";
import { machine, NOW } from "../unit/doctor/facts.ts";

/** The machine that every finding about a machine is of. */
export const FOUND_MAC = parseMac("52:54:00:77:00:01");

/** As the doctor made it, told as of now: the tests' facts are of another day. */
const today = (finding: Finding): Finding => ({ ...finding, since: Date.now() - (NOW - finding.since) });

const found = (more: Partial<MachineFacts>): readonly Finding[] => [
  ...Object.values(MACHINES).flatMap(([, facts]) =>
    examineMachine(RULES, machine({ ...facts, ...more, mac: FOUND_MAC })),
  ),
  ...Object.values(HOUSES).flatMap(([, facts]) => examineHouse(RULES, { ...quiet, ...facts })),
];

/** The first finding of this rule; there is one for each, as the doctor's own tests prove. `more`: further facts of the machine. */
export function findingOf(rule: string, more: Partial<MachineFacts> = {}): Finding {
  const first = found(more).find((finding) => finding.rule === rule);
  if (first === undefined) throw new Error(`no case in the doctor's tests makes a finding of ${rule}`);
  return today(first);
}
