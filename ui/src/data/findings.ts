import type { FindingView, RuleView } from "../../../appliance/http/needs-doctor.ts";
import type { Api } from "./api.ts";

export type Finding = FindingView;
export type Rule = RuleView;

export const listFindings = async (api: Api): Promise<Finding[]> =>
  (await api.get<{ items: Finding[] }>("/findings")).items;

export const listRules = async (api: Api): Promise<Rule[]> => (await api.get<{ items: Rule[] }>("/doctor/rules")).items;

/** Presses a finding's button, when that is a call and no link. */
export async function act(api: Api, { action }: Finding): Promise<void> {
  if (action.kind === "api") await api.send(action.method, action.path, {});
}

/** Does an event say that findings opened or closed? */
export const tellsOfFindings = (code: string): boolean => code.startsWith("RS_DOCTOR_");
