import type { AnswerFinding, ImportedAnswer, Preview } from "../../../appliance/http/needs-answers.ts";
import type { Profile } from "../../../appliance/http/needs.ts";
import type { Api } from "./api.ts";

export type { AnswerFinding, ImportedAnswer, Preview };

export const previewOf = (api: Api, mac: string, profile?: string): Promise<Preview> =>
  api.get(`/machines/${mac}/preview${profile === undefined ? "" : `?profile=${encodeURIComponent(profile)}`}`);

export const checkAnswers = async (api: Api, text: string, image: string): Promise<readonly AnswerFinding[]> =>
  ((await (await api.send("POST", "/answers/check", { text, image })).json()) as { findings: AnswerFinding[] })
    .findings;

export const importAnswers = async (api: Api, text: string, image: string): Promise<ImportedAnswer> =>
  (await (await api.send("POST", "/answers/import", { text, image })).json()) as ImportedAnswer;

export const saveProfile = async (api: Api, { name, ...rest }: Profile): Promise<Profile> =>
  (await (await api.send("PUT", `/profiles/${encodeURIComponent(name)}`, rest)).json()) as Profile;

export const errorsOf = (findings: readonly AnswerFinding[]): AnswerFinding[] =>
  findings.filter(({ severity }) => severity === "error");
