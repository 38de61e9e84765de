import { execFile } from "node:child_process";
import { promisify } from "node:util";
import * as z from "zod";
import { AppError } from "../errors.ts";
import { checkWhole, damaged, notSigned } from "./damage.ts";
import type { BundleFacts } from "./decide.ts";
import { readSchemas } from "./schemas.ts";

const run = promisify(execFile);

const MINUTE = 60_000;
const infoSchema = z.object({
  compatible: z.string(),
  version: z.string().nullish(),
  description: z.string().nullish(),
  build: z.string().nullish(),
  images: z.array(z.record(z.string(), z.unknown())).default([]),
});

const imageSchema = z.object({
  filename: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/),
  checksum: z.string().regex(/^[0-9a-f]{64}$/),
  size: z.int().positive(),
});

/**
 * What a bundle is, after its signature was verified with `keyring` and each of its blocks with that. Needs no privilege.
 * Throws an AppError with the reason when it is none, damaged, not signed, or signed by somebody else.
 */
export async function inspect(path: string, keyring: string, progress?: (share: number) => void): Promise<BundleFacts> {
  await checkWhole(path, progress);
  try {
    const { stdout, stderr } = await run("rauc", ["info", `--keyring=${keyring}`, "--output-format=json", path], {
      timeout: MINUTE,
      maxBuffer: 1024 * 1024,
      env: { ...process.env, LC_ALL: "C.UTF-8" },
    });
    return factsOf(JSON.parse(stdout), stderr);
  } catch (error) {
    throw reasonOf(error as Error & { stderr?: string; code?: string | number });
  }
}

function factsOf(answer: unknown, said: string): BundleFacts {
  const { compatible, version, description, build, images } = infoSchema.parse(answer);
  const image = images.length === 1 ? imageSchema.safeParse(images[0]?.["system"]).data : undefined;
  const schemas = readSchemas(build ?? "");
  const made = /^\S+/.exec(build ?? "")?.[0];
  const signer = /Verified (?:inline|detached) signature by '([^']+)'/.exec(said)?.[1];
  return {
    compatible,
    version: version ?? "",
    notes: description ?? "",
    ...(made !== undefined && !Number.isNaN(Date.parse(made)) && { build: made }),
    ...(schemas !== undefined && { schemas }),
    ...(signer !== undefined && { signer }),
    ...(image !== undefined && { image }),
  };
}

/** rauc says it in English, on standard error; the words are OpenSSL's. */
function reasonOf(error: Error & { stderr?: string; code?: string | number }): Error {
  const said = error.stderr ?? "";
  if (
    /unable to get (local )?issuer certificate|self[- ]signed certificate|certificate .*(purpose|expired|not yet valid)/.test(
      said,
    )
  )
    return new AppError(
      "RS_UPDATE_OTHER_KEY",
      422,
      "This update is signed by somebody whom this box does not trust. Nothing was changed. Use the file of the maker of this box's image; an image with development keys takes only updates from the computer that built it.",
    );
  if (said.includes("signature verification failed")) return damaged("its signature does not fit it");
  if (said.includes("Signature size is 0")) return notSigned();
  if (said.includes("Invalid bundle format")) return damaged("it is not put together as an update is");
  if (error.code === "ENOENT")
    return new AppError(
      "RS_UPDATE_NO_RAUC",
      503,
      "The program rauc is not installed here, and without it no update can be verified.",
    );
  const lastLine = said.trim().split("\n").at(-1) ?? "";
  return new AppError(
    "RS_UPDATE_CHECK",
    503,
    `The update could not be verified: ${lastLine === "" ? error.message : lastLine}`,
  );
}
