import type { Mac } from "../net/mac.ts";
import type { HouseFacts, MachineFacts } from "./facts.ts";
import type { Action, Found, Rule, Said } from "./rule.ts";

export type { Said };

/** What the doctor says of one machine, or of the appliance's network. */
export interface Finding {
  /** Stable while it is open: rule, machine, and what tells it apart. */
  readonly id: string;
  readonly rule: string;
  readonly code: string;
  readonly severity: "info" | "warning" | "error";
  readonly mac?: Mac;
  readonly run?: string;
  /** Milliseconds since 1970. */
  readonly since: number;
  readonly texts: { readonly en: Said; readonly zh: Said };
  readonly action: Action;
}

/** All that the rules find about one machine. */
export const examineMachine = (rules: readonly Rule[], facts: MachineFacts): readonly Finding[] =>
  rules.flatMap((rule) => {
    if (rule.about !== "machine") return [];
    const found = rule.when(facts);
    if (found === undefined) return [];
    const about = { mac: facts.mac, ...(facts.run === undefined ? {} : { run: facts.run.id }) };
    return [{ ...finding(rule, found, facts.mac), ...about, action: rule.action(facts) }];
  });

/** All that they find about the appliance and its network. */
export const examineHouse = (rules: readonly Rule[], facts: HouseFacts): readonly Finding[] =>
  rules.flatMap((rule) =>
    rule.about === "house"
      ? rule.when(facts).map((found) => ({ ...finding(rule, found, ""), action: rule.action }))
      : [],
  );

const finding = (rule: Rule, found: Found, about: string): Omit<Finding, "action"> => ({
  id: [rule.id, about, found.key ?? ""].filter((part) => part !== "").join(" "),
  rule: rule.id,
  code: rule.code,
  severity: rule.severity,
  since: found.since,
  texts: { en: rule.texts.en.say(found.params), zh: rule.texts.zh.say(found.params) },
});
