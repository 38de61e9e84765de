import type { ReceivedBackup } from "../../../appliance/http/needs-backup.ts";
import type { Api } from "./api.ts";
import { getHello } from "./hello.ts";

export type { ReceivedBackup };

/** The file; accounts, tokens and keys are in it only with a passphrase. */
export async function makeBackup(
  api: Api,
  passphrase: string,
): Promise<{ readonly name: string; readonly file: Blob }> {
  const answer = await api.send("POST", "/backup", passphrase === "" ? {} : { passphrase });
  const name = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition") ?? "")?.[1];
  return { name: name ?? "backup.rackseed", file: await answer.blob() };
}

/** Before anybody owns the appliance its claim code lets in. */
const proof = (claimCode: string | undefined): Record<string, string> =>
  claimCode === undefined ? {} : { "X-Claim-Code": claimCode };

/** Sends the file and says what it is; nothing is changed yet. */
export async function sendBackup(api: Api, file: Blob, claimCode?: string): Promise<ReceivedBackup> {
  const headers = { ...proof(claimCode), "Content-Type": "application/octet-stream" };
  return (await (await api.send("PUT", "/restore", file, headers)).json()) as ReceivedBackup;
}

export const restoreBackup = (api: Api, passphrase: string, claimCode?: string): Promise<unknown> =>
  api.send("POST", "/restore", { confirm: "restore", ...(passphrase === "" ? {} : { passphrase }) }, proof(claimCode));

const LOOK_EVERY = 500;
/** A start takes seconds; it may have happened between two looks. */
const SERVICE = { startedBy: 6000, patience: 60_000 };

/** True when the appliance is there again. False: it does not answer, or it has another certificate now that this browser does not trust. */
export async function isBack(api: Api, { startedBy, patience } = SERVICE): Promise<boolean> {
  const began = performance.now();
  let wasAway = false;
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
    const since = performance.now() - began;
    try {
      await getHello(api);
      if (wasAway || since > startedBy) return true;
    } catch {
      wasAway = true; // that is what is waited for
      if (since > patience) return false;
    }
  }
}
