// ISOs that are sent while the plug is about to be pulled: a half one must never become an image, a whole one must be
// the bytes that were sent.
import { createHash, randomBytes } from "node:crypto";
import { readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { makeReleaseIso } from "../../../fakes/release-iso.ts";
import { rocky94 } from "../../../unit/systems/media.ts";
import type { Shift } from "./work.ts";

export interface SentIso {
  readonly file: string;
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
  /** The image's name, once the upload was answered. */
  image?: string;
}

const BYTES = 5_000_000;

/** An ISO that a machine of the RHEL family could be installed from, with bytes that no other one has. */
export async function newIso(folder: string, name: string): Promise<SentIso> {
  const path = join(folder, `${name}.iso`);
  makeReleaseIso(path, rocky94, { "filler.bin": randomBytes(BYTES) });
  await rm(`${path}.tree`, { recursive: true });
  const sha256 = createHash("sha256")
    .update(await readFile(path))
    .digest("hex");
  return { file: `${name}.iso`, path, size: (await stat(path)).size, sha256 };
}

/** Sends it, from where an earlier half of it ended. Undefined: the power went off first. */
export async function sendIso({ api, ledger }: Shift, iso: SentIso): Promise<number | undefined> {
  const path = `/api/v1/uploads/${iso.file}`;
  const had = await api.ask(path);
  if (had === undefined) return undefined;
  const from = had.status === 200 ? (JSON.parse(had.text) as { offset: number }).offset : 0;
  if (from > iso.size) ledger.complaints.push(`5d: ${from} bytes of ${iso.file} are there, which has ${iso.size}`);
  const answer = await api.ask(path, {
    method: "PUT",
    file: { path: iso.path, size: iso.size, from },
    timeoutMs: 120_000,
  });
  if (answer?.status === 201) iso.image = (JSON.parse(answer.text) as { image: string }).image;
  return answer?.status;
}

interface ImageSeen {
  readonly name: string;
  readonly state: "waiting" | "importing" | "ready" | "refused";
  readonly because?: string;
  readonly files: readonly { readonly name: string; readonly sha256?: string }[];
}

/** trust 5 d, for every image that is there now. Which ISO an image is, its bytes say. */
export async function checkImages(
  { api, ledger }: Shift,
  sent: readonly SentIso[],
  gone: readonly SentIso[],
): Promise<{ ready: number; unready: number }> {
  const images = await api.list<ImageSeen>("/api/v1/images");
  const sums = new Set([...sent, ...gone].map(({ sha256 }) => sha256));
  const count = { ready: 0, unready: 0 };
  for (const { name, state, files } of images) {
    const sum = await api.sumOf(`/${name}.iso`);
    if (state === "ready") {
      count.ready++;
      const shown = files.find((file) => file.sha256 !== undefined)?.sha256;
      if (typeof sum !== "string" || !sums.has(sum))
        ledger.complaints.push(`5d: ${name} is ready, but its bytes are none that were sent (${sum})`);
      else if (shown !== undefined && shown !== sum && files.length === 1)
        ledger.complaints.push(`5d: ${name} shows ${shown} and is ${sum}`);
    } else {
      count.unready++;
      const again = await api.get<ImageSeen>(`/api/v1/images/${name}`); // it may have become ready meanwhile
      if (typeof sum === "string" && again.state !== "ready")
        ledger.complaints.push(`5d: ${name} is ${state} and is served all the same`);
    }
  }
  for (const { image, file } of sent)
    if (image !== undefined && !images.some(({ name }) => name === image))
      ledger.complaints.push(`5c: ${file} was answered to be whole, and the image ${image} is not there`);
  return count;
}
