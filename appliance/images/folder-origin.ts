import { join } from "node:path";
import { contentMark, planImport, refuseSignature, trustMark, trustOf } from "./catalog.ts";
import type { ImageConfig, Plan, Trust } from "./catalog.ts";
import { hashOfKey, withScratch } from "./origin.ts";
import type { ImportJob, Origin, Prepared } from "./origin.ts";
import type { Verdict } from "./signature.ts";
import { copyFiles, lookAt } from "./source.ts";
import { KeyFileError, readKey, verifySignature } from "./verify.ts";

interface PreparedFolder extends Prepared {
  readonly plan: Plan;
}

/** A folder that holds the files of one release: CoreOS, Flatcar. */
export function folderOrigin(job: ImportJob): Origin<PreparedFolder> {
  const { config } = job;
  return {
    async prepare() {
      const { files, versionFile } = await lookAt(config.source);
      const plan = planImport(config, files, versionFile);
      const keyHash = config.verify === "required" ? await keyOf(config) : undefined;
      return {
        plan,
        release: plan.release,
        version: plan.version,
        size: plan.files.reduce((sum, file) => sum + file.size, 0),
        contentMark: contentMark(config, plan.files),
        trustMark: trustMark(config, keyHash),
      };
    },
    copy: (into, { plan }, signal) =>
      copyFiles(
        {
          from: config.source,
          into,
          files: plan.files,
          stick: config.from === "stick",
          progress: (done, total) => job.progress({ phase: "copying", done, total }),
        },
        signal,
      ),
    check: (stored, _files, { plan }, signal) => verifyAll(job, plan, stored, signal),
    describe: (_stored, _files, { plan }) => Promise.resolve(plan),
  };
}

async function keyOf(config: ImageConfig): Promise<string> {
  const hash = await hashOfKey(config);
  if (hash !== undefined) return hash;
  throw new KeyFileError(
    `Image "${config.name}" must be verified and names no key. Set "key" to the signer's public key, or "verify: none" to use it marked as not verified.`,
  );
}

/** Every signature of the stored copy; throws at the first that does not count. */
export async function verifyAll(job: ImportJob, plan: Plan, stored: string, signal: AbortSignal): Promise<Trust> {
  const { config } = job;
  const { key } = config;
  if (config.verify === "none" || key === undefined) return { verified: "not-verified" };
  return withScratch(job.folder, async (home) => {
    const ring = await readKey(key, home, signal);
    const verdicts: Verdict[] = [];
    for (const name of plan.signed) {
      const file = join(stored, name);
      const verdict = await verifySignature(
        { file, signature: `${file}.sig`, key: ring, home, now: job.now() },
        signal,
      );
      if (verdict.verdict === "refused") refuseSignature(config, name, verdict);
      verdicts.push(verdict);
    }
    return { verified: "verified", ...trustOf(verdicts) };
  });
}
