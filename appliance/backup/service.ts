import { randomUUID } from "node:crypto";
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { AppError } from "../errors.ts";
import {
  copyDatabase,
  copyFile,
  databaseFault,
  endOpenRuns,
  readSecretRows,
  removeSecretRows,
  type SecretRows,
  writeSecretRows,
} from "../store/backup.ts";
import type { Db } from "../store/database.ts";
import type { Manifest } from "./manifest.ts";
import { INCOMING, makePending } from "./pending.ts";
import { MOST_BYTES, unpackBackup } from "./read.ts";
import { seal, unseal } from "./secret.ts";
import { FORMAT } from "./manifest.ts";
import { packBackup, putEntry } from "./write.ts";

export interface BackupPorts {
  readonly data: string;
  readonly db: Db;
  readonly leasesPath: string;
  /** The newest schemas that this Rackseed knows. */
  readonly schemas: { readonly rackseed: number; readonly leases: number };
  readonly version: string;
  readonly now: () => Date;
  /** Texts beside the databases, by the name of their entry: for people, and for other programs. */
  readonly texts: () => Readonly<Record<string, string>>;
  readonly counts: () => { readonly machines: number; readonly profiles: number };
  /** Ends everything and starts again with what lies in the data folder. */
  readonly restart: () => void;
}

/** What a received file is, as far as it can be told without its passphrase. */
export interface Received extends Pick<Manifest, "created" | "rackseed" | "machines" | "profiles" | "secrets"> {
  readonly sameDevice: boolean;
}

export interface Backup {
  /** The file. Accounts, tokens and keys are in it only with a passphrase, and then encrypted. */
  make(passphrase: string | undefined): Promise<Readable>;
  /** Stores and checks a file as a whole. Throws an AppError with the reason; nothing was changed then. */
  receive(body: AsyncIterable<Buffer>): Promise<Received>;
  /** Puts the received file in the place of what is here, and restarts. Without a passphrase accounts and keys stay as they are. */
  restore(passphrase: string | undefined): Promise<void>;
}

interface Secrets {
  readonly rows: SecretRows;
  /** token.key and tls/…, in base64. */
  readonly files: Readonly<Record<string, string>>;
}

const UPLOAD = "restore-upload";

export function backup(ports: BackupPorts): Backup {
  const { data } = ports;
  const incoming = join(data, INCOMING);
  const device = deviceOf(data);
  let received: Manifest | undefined;
  rmSync(incoming, { recursive: true, force: true });
  rmSync(join(data, UPLOAD), { force: true });

  return {
    make: (passphrase) => make(ports, device, passphrase),
    async receive(body) {
      received = undefined;
      const file = join(data, UPLOAD);
      try {
        await pipeline(atMost(body, MOST_BYTES), createWriteStream(file, { mode: 0o600 }));
        rmSync(incoming, { recursive: true, force: true });
        mkdirSync(incoming, { mode: 0o700 });
        const manifest = await unpackBackup(file, incoming);
        checkDatabases(incoming, ports.schemas);
        received = manifest;
        const { created, rackseed, machines, profiles, secrets } = manifest;
        return { created, rackseed, machines, profiles, secrets, sameDevice: manifest.device === device };
      } catch (error) {
        rmSync(incoming, { recursive: true, force: true });
        throw error;
      } finally {
        await rm(file, { force: true });
      }
    },
    async restore(passphrase) {
      if (received === undefined || !existsSync(incoming))
        throw new AppError("RS_RESTORE_NOTHING", 409, "No backup was sent yet. Send the file first.");
      const secrets =
        received.secrets && passphrase !== undefined
          ? await openSecrets(incoming, passphrase)
          : { rows: await presentRows(ports), files: {} };
      const database = join(incoming, "rackseed.db");
      removeSecretRows(database);
      writeSecretRows(database, secrets.rows);
      endOpenRuns(database, ports.now().toISOString());
      for (const name of readdirSync(incoming))
        if (!name.endsWith(".db")) rmSync(join(incoming, name), { recursive: true });
      for (const [name, text] of Object.entries(secrets.files))
        await putEntry(incoming, name, Buffer.from(text, "base64"));
      makePending(data);
      received = undefined;
      ports.restart();
    },
  };
}

/** Names this appliance in its backups; it says nothing about it. */
function deviceOf(data: string): string {
  const path = join(data, "device.id");
  if (!existsSync(path)) {
    writeFileSync(`${path}.new`, randomUUID());
    renameSync(`${path}.new`, path);
  }
  return readFileSync(path, "utf8").trim();
}

async function make(ports: BackupPorts, device: string, passphrase: string | undefined): Promise<Readable> {
  const folder = await mkdtemp(join(ports.data, "backup-"));
  const away = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const database = join(folder, "rackseed.db");
    copyDatabase(ports.db, database);
    const names = ["rackseed.db", "leases.db"];
    if (passphrase !== undefined) {
      const secrets: Secrets = { rows: readSecretRows(database), files: secretFiles(ports.data) };
      await putEntry(folder, "secrets", seal(Buffer.from(JSON.stringify(secrets)), passphrase));
      names.push("secrets");
    }
    removeSecretRows(database);
    await copyFile(ports.leasesPath, join(folder, "leases.db"));
    for (const [name, text] of Object.entries(ports.texts())) {
      await putEntry(folder, name, text);
      names.push(name);
    }
    const stream = await packBackup(folder, names, {
      format: FORMAT,
      rackseed: ports.version,
      device,
      created: ports.now().toISOString(),
      ...ports.counts(),
      secrets: passphrase !== undefined,
    });
    stream.once("close", away);
    return stream;
  } catch (error) {
    away();
    throw error;
  }
}

function secretFiles(data: string): Record<string, string> {
  const tls = existsSync(join(data, "tls")) ? readdirSync(join(data, "tls")).map((name) => `tls/${name}`) : [];
  return Object.fromEntries(
    ["token.key", ...tls].flatMap((name) => {
      const path = join(data, name);
      return existsSync(path) ? [[name, readFileSync(path).toString("base64")]] : [];
    }),
  );
}

async function openSecrets(folder: string, passphrase: string): Promise<Secrets> {
  const plain = unseal(await readFile(join(folder, "secrets")), passphrase);
  if (plain === undefined)
    throw new AppError(
      "RS_RESTORE_PASSPHRASE",
      422,
      "This is not the passphrase of this backup. Nothing was changed.",
      "passphrase",
    );
  const { rows, files } = JSON.parse(plain.toString("utf8")) as Secrets;
  for (const name of Object.keys(files))
    if (name !== "token.key" && !/^tls\/[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(name))
      throw new AppError(
        "RS_BACKUP_INVALID",
        422,
        `This backup cannot be used: it holds ${JSON.stringify(name)}. Nothing was changed.`,
      );
  return { rows, files };
}

/** Who may do what here now stays so, when the backup does not say. */
async function presentRows({ data, db }: BackupPorts): Promise<SecretRows> {
  const folder = await mkdtemp(join(data, "backup-"));
  try {
    const copy = join(folder, "rackseed.db");
    copyDatabase(db, copy);
    return readSecretRows(copy);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function checkDatabases(folder: string, schemas: BackupPorts["schemas"]): void {
  for (const name of ["rackseed", "leases"] as const) {
    const fault = databaseFault(join(folder, `${name}.db`), schemas[name]);
    if (fault !== undefined)
      throw new AppError(
        "RS_BACKUP_INVALID",
        422,
        `This backup cannot be used: ${name}.db in it ${fault}. Nothing was changed.`,
      );
  }
}

async function* atMost(body: AsyncIterable<Buffer>, most: number): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > most)
      throw new AppError("RS_BACKUP_INVALID", 413, "This file is larger than any backup. Nothing was changed.");
    yield chunk;
  }
}
