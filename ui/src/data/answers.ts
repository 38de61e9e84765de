import type { Profile } from "../../../appliance/http/needs.ts";
import type { Api } from "./api.ts";

export interface Finding {
  readonly severity: "error" | "warning" | "info";
  /** From 1; absent when it is about the whole. */
  readonly line?: number;
  readonly code: string;
  readonly message: string;
  readonly wouldAskFor?: string;
}

export interface Preview {
  readonly kernelArgs?: readonly string[];
  readonly files: readonly { readonly name: string; readonly type: string; readonly text: string }[];
  readonly findings: readonly Finding[];
  readonly problems: readonly string[];
}

export interface Imported {
  readonly text: string;
  readonly changes: readonly string[];
  readonly findings: readonly Finding[];
}

export const previewOf = (api: Api, mac: string, profile?: string): Promise<Preview> =>
  api.get(`/machines/${mac}/preview${profile === undefined ? "" : `?profile=${encodeURIComponent(profile)}`}`);

export const checkAnswers = async (api: Api, text: string, image: string): Promise<readonly Finding[]> =>
  ((await (await api.send("POST", "/answers/check", { text, image })).json()) as { findings: Finding[] }).findings;

export const importAnswers = async (api: Api, text: string, image: string): Promise<Imported> =>
  (await (await api.send("POST", "/answers/import", { text, image })).json()) as Imported;

export type ProfileView = Profile & {
  readonly answerFile?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
};

export const saveProfile = async (api: Api, { name, ...rest }: ProfileView): Promise<Profile> =>
  (await (await api.send("PUT", `/profiles/${encodeURIComponent(name)}`, rest)).json()) as Profile;

export const errorsOf = (findings: readonly Finding[]): Finding[] =>
  findings.filter(({ severity }) => severity === "error");
