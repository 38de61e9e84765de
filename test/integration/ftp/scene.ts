import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import type { FtpLimits } from "../../../appliance/ftp/limits.ts";
import type { FtpReport } from "../../../appliance/ftp/report.ts";
import { startFtp } from "../../../appliance/ftp/server.ts";
import type { FtpFiles } from "../../../appliance/ftp/tree.ts";
import { type Ipv4, parseIpv4 } from "../../../appliance/net/ipv4.ts";
import { house } from "../../unit/ftp/house.ts";

export interface Scene {
  readonly port: number;
  readonly url: string;
  readonly sent: readonly { readonly path: string; readonly start: number; readonly end: number }[];
  readonly reports: FtpReport[];
  readonly failures: unknown[];
  /** An empty folder for what a client fetches. */
  readonly folder: string;
}

interface Wanted {
  readonly files?: FtpFiles;
  readonly limits?: Partial<FtpLimits>;
  readonly mayAsk?: (address: Ipv4) => boolean;
}

/** The real server on loopback over a tree in memory. */
export async function scene(t: TestContext, { files, limits, mayAsk }: Wanted = {}): Promise<Scene> {
  const standIn = house();
  const reports: FtpReport[] = [];
  const failures: unknown[] = [];
  const server = await startFtp({
    address: parseIpv4("127.0.0.1"),
    port: 0,
    files: files ?? standIn.files,
    mayAsk: mayAsk ?? (() => true),
    report: (report) => reports.push(report),
    failed: (error) => failures.push(error),
    now: () => performance.now(),
    ...(limits === undefined ? {} : { limits }),
  });
  const folder = mkdtempSync(join(tmpdir(), "rackseed-ftp-"));
  t.after(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const { port } = server;
  return { port, url: `ftp://127.0.0.1:${port}`, sent: standIn.sent, reports, failures, folder };
}

export interface Ran {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** Runs a client to its end. Its exit status is a result. */
export const run = (program: string, args: readonly string[], cwd: string): Promise<Ran> =>
  new Promise((resolve, reject) => {
    const env = { ...process.env, HOME: cwd };
    const options = { cwd, env, timeout: 20_000, encoding: "buffer" as const, maxBuffer: 16 * 1024 * 1024 };
    execFile(program, args, options, (error, stdout, stderr) => {
      const code = error === null ? 0 : error.code;
      if (typeof code === "number") resolve({ code, stdout, stderr: stderr.toString() });
      else reject(error ?? new Error(`${program} was ended`));
    });
  });

/** A control connection by hand. */
export class Control implements Disposable {
  readonly socket: Socket;
  #text = "";

  constructor(port: number) {
    this.socket = connect(port, "127.0.0.1");
    this.socket.on("data", (bytes: Buffer) => (this.#text += bytes.toString()));
    this.socket.on("error", () => undefined);
  }

  /** The next reply; all its lines. */
  async reply(): Promise<string> {
    for (;;) {
      const found = /^(?:\d{3}-[\s\S]*?\r\n)?\d{3} [^\r\n]*\r\n/.exec(this.#text);
      if (found !== null) {
        this.#text = this.#text.slice(found[0].length);
        return found[0].trimEnd();
      }
      if (this.socket.closed) throw new Error(`closed after ${JSON.stringify(this.#text)}`);
      const either = new AbortController();
      const { signal } = either;
      await Promise.race([once(this.socket, "data", { signal }), once(this.socket, "close", { signal })]);
      either.abort();
    }
  }

  async say(line: string): Promise<string> {
    this.socket.write(`${line}\r\n`);
    return this.reply();
  }

  async login(): Promise<this> {
    await this.reply();
    await this.say("USER anonymous");
    await this.say("PASS x");
    return this;
  }

  /** Opens a passive port and gives its number. */
  async passive(): Promise<number> {
    return Number(/\|\|\|(\d+)\|/.exec(await this.say("EPSV"))?.[1]);
  }

  [Symbol.dispose](): void {
    this.socket.destroy();
  }
}

export async function allOf(socket: Socket): Promise<Buffer> {
  const chunks: Buffer[] = [];
  socket.on("error", () => undefined);
  for await (const chunk of socket) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
