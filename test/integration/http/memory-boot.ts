import type { Answer, Needs } from "../../../appliance/http/needs.ts";
import type { MemoryHouse } from "./fakes.ts";

type Kept = Pick<MemoryHouse, "asked" | "files" | "folders" | "reports">;

/** What machines fetch while they boot: each question is written down. */
export const memoryBoot = (house: Kept, ask: (question: string) => Answer): Needs["boot"] => ({
  cloudConfig: (mac, asker, peek) => ask(`cloud-config ${mac} ${asker} ${peek}`),
  installScript: (asker, mac, peek) => ask(`install.sh ${mac ?? "-"} ${asker} ${peek}`),
  ipxeScript: (asker, mac, peek) => Promise.resolve(ask(`boot.ipxe ${mac ?? "-"} ${asker} ${peek}`)),
  file: (path) => {
    house.asked.push(`file ${path}`);
    return house.files.get(path);
  },
  folder: (path) => house.folders.get(path),
  answerFile: (token, file, { address, provisioningMacs }, fetch) =>
    ask(`answer ${token} ${file} ${address} ${provisioningMacs.join(",")} ${fetch}`),
  seedAnswer: (path, asker, peek) => ask(`seed ${path} ${asker} ${peek}`),
  report: (token, { stage, reason }) => {
    house.reports.push({ token, stage, reason });
    return token === "good" ? "ok" : "refused";
  },
  asked: () => () => undefined,
});
