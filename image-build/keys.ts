import { execFile } from "node:child_process";
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** What signs bundles, and what devices check them with. All are paths of PEM files. */
export interface SigningKeys {
  readonly certificate: string;
  readonly key: string;
  /** Goes into the image as /etc/rauc/keyring.pem. */
  readonly keyring: string;
  /** Anybody who has this computer's cache can sign for such an image: it is not for other people's racks. */
  readonly development: boolean;
}

/** In the subject of generated certificates, so that a device, a log and a person see what they are. */
export const DEVELOPMENT = "DEVELOPMENT";

const NAMES = ["RACKSEED_SIGNING_CERTIFICATE", "RACKSEED_SIGNING_KEY", "RACKSEED_KEYRING"] as const;

/**
 * The keys that the environment names (RACKSEED_SIGNING_CERTIFICATE, RACKSEED_SIGNING_KEY, RACKSEED_KEYRING: all three or
 * none), else this computer's own development keys, made at the first call. `folder` is for those.
 */
export async function signingKeys(
  env: NodeJS.ProcessEnv = process.env,
  folder: string = join(env["RACKSEED_CACHE"] ?? join(homedir(), ".cache", "rackseed"), "dev-keys"),
): Promise<SigningKeys> {
  const [certificate, key, keyring] = NAMES.map((name) => env[name]);
  if (certificate !== undefined && key !== undefined && keyring !== undefined) {
    for (const path of [certificate, key, keyring]) await readFile(path); // a wrong path is told now, not after ten minutes of building
    return { certificate, key, keyring, development: await isForDevelopment(keyring) };
  }
  const missing = NAMES.filter((name) => env[name] === undefined);
  if (missing.length < NAMES.length)
    throw new Error(`${missing.join(" and ")} must be set too: a real key is named by all of ${NAMES.join(", ")}.`);
  return developmentKeys(folder);
}

const filesIn = (folder: string): SigningKeys => ({
  certificate: join(folder, "signer.pem"),
  key: join(folder, "signer.key"),
  keyring: join(folder, "keyring.pem"),
  development: true,
});

async function developmentKeys(folder: string): Promise<SigningKeys> {
  const keys = filesIn(folder);
  if (await isThere(keys.keyring)) return keys;
  await mkdir(join(folder, ".."), { recursive: true });
  const fresh = await mkdtemp(`${folder}.`);
  try {
    await makeKeys(fresh);
    await rename(fresh, folder);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    if (!(await isThere(keys.keyring))) throw error; // else somebody else was quicker, and theirs are as good
  }
  return keys;
}

/** An authority, whose certificate is the keyring, and a signer: as with real keys, the signer can be replaced alone. */
async function makeKeys(folder: string): Promise<void> {
  const { certificate, key, keyring } = filesIn(folder);
  const authorityKey = join(folder, "authority.key");
  const request = join(folder, "signer.csr");
  const extensions = join(folder, "signer.ext");
  const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-noenc"];
  const subject = (role: string): string => `/O=Rackseed ${DEVELOPMENT}/CN=Rackseed ${DEVELOPMENT} ${role}`;
  await run("openssl", [
    ...["req", "-x509", ...curve, "-keyout", authorityKey, "-out", keyring, "-days", "36500"],
    ...["-subj", subject("authority"), "-addext", "basicConstraints=critical,CA:TRUE,pathlen:0"],
    ...["-addext", "keyUsage=critical,keyCertSign,cRLSign"],
  ]);
  await run("openssl", ["req", "-new", ...curve, "-keyout", key, "-out", request, "-subj", subject("signer")]);
  await writeFile(
    extensions,
    "basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n",
  );
  await run("openssl", [
    ...["x509", "-req", "-in", request, "-CA", keyring, "-CAkey", authorityKey, "-CAcreateserial"],
    ...["-days", "36500", "-extfile", extensions, "-out", certificate],
  ]);
  for (const path of [authorityKey, key]) await chmod(path, 0o600);
}

async function isForDevelopment(keyring: string): Promise<boolean> {
  const { stdout } = await run("openssl", ["x509", "-in", keyring, "-noout", "-subject"]);
  return stdout.includes(DEVELOPMENT);
}

const isThere = (path: string): Promise<boolean> =>
  readFile(path).then(
    () => true,
    () => false,
  );
