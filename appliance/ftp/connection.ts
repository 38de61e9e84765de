import type { Socket } from "node:net";
import type { Ipv4 } from "../net/ipv4.ts";
import { cutLines, parseCommand } from "./command.ts";
import { type DataPort, finish, handOver, openDataPort, TransferError } from "./data-port.ts";
import type { FtpLimits } from "./limits.ts";
import type { FtpReport } from "./report.ts";
import { type Act, NEW_SESSION, step } from "./session.ts";
import type { FtpFile, FtpFiles } from "./tree.ts";

export interface ConnectionNeeds {
  readonly files: FtpFiles;
  readonly limits: FtpLimits;
  readonly now: () => number;
  readonly report: (report: FtpReport) => void;
  /** A fault of ours; this one client is told 451 or cut off. */
  readonly failed: (error: unknown) => void;
}

/** Talks with one client until it leaves. Commands are worked on one after the other; only ABOR reaches into a transfer. */
export function converse(control: Socket, asker: Ipv4, needs: ConnectionNeeds): void {
  const { files, limits } = needs;
  const waiting: Buffer[] = [];
  let unread: Buffer = Buffer.alloc(0);
  let session = NEW_SESSION;
  let busy = false;
  let port: DataPort | undefined;
  let transfer: AbortController | undefined;

  const say = (reply: string): void => {
    if (control.writable) control.write(`${reply}\r\n`);
  };
  const leave = (reply: string): void => {
    say(reply);
    control.end();
    waiting.length = 0;
  };

  control.setTimeout(limits.idle, () => {
    if (transfer === undefined) leave("421 Nothing was asked for a while. Goodbye.");
  });
  control.on("error", () => control.destroy());
  control.on("close", () => {
    waiting.length = 0;
    transfer?.abort();
    port?.close();
  });
  control.on("data", (bytes: Buffer) => {
    const { lines, rest, tooLong } = cutLines(unread.length === 0 ? bytes : Buffer.concat([unread, bytes]));
    if (tooLong) {
      transfer?.abort();
      leave("500 This line is too long.");
      return;
    }
    unread = rest;
    waiting.push(...lines);
    if (transfer !== undefined && lines.some((line) => parseCommand(line)?.verb === "ABOR")) transfer.abort();
    if (waiting.length > limits.waiting) control.pause();
    work();
  });
  say("220 Rackseed: the trees of its images, read-only.");

  function work(): void {
    if (busy) return;
    busy = true;
    workOff()
      .catch((error: unknown) => {
        needs.failed(error);
        control.destroy();
      })
      .finally(() => (busy = false));
  }

  async function workOff(): Promise<void> {
    for (let line = waiting.shift(); line !== undefined; line = waiting.shift()) {
      if (waiting.length <= limits.waiting) control.resume();
      const next = step(session, parseCommand(line), asker, files);
      session = next.session;
      await carryOut(next.act);
      if (!control.writable) return;
    }
  }

  async function carryOut(act: Act): Promise<void> {
    switch (act.kind) {
      case "say":
        say(act.reply);
        return;
      case "leave":
        leave(act.reply);
        return;
      case "abort":
        say("226 Nothing is being sent."); // a transfer that was stopped has been answered with 426 before
        return;
      case "listen":
        await listen(act.extended);
        return;
      case "sendText":
        await send((data, signal) => handOver(data, Buffer.from(act.text, "utf8"), limits.stall, signal));
        return;
      case "sendFile":
        await sendFile(act.name, act.file, act.start);
        return;
    }
  }

  async function listen(extended: boolean): Promise<void> {
    port?.close();
    port = undefined;
    if (control.localAddress === undefined || control.remoteAddress === undefined) return;
    port = await openDataPort(control.localAddress, control.remoteAddress, limits);
    const numbers = [...control.localAddress.split("."), port.port >> 8, port.port & 255].join(",");
    say(extended ? `229 Entering Extended Passive Mode (|||${port.port}|)` : `227 Entering Passive Mode (${numbers}).`);
  }

  /** One transfer: 150, the bytes, 226; or the code that says why not. */
  async function send(pour: (data: Socket, signal: AbortSignal) => Promise<void>): Promise<TransferError | undefined> {
    const current = port;
    if (current === undefined) {
      say("425 Open a data connection first, by PASV or EPSV.");
      return undefined;
    }
    transfer = new AbortController();
    const { signal } = transfer;
    try {
      say("150 Here it comes.");
      const data = await current.connection(signal);
      await pour(data, signal);
      await finish(data, limits.stall, signal);
      say("226 That was all.");
      return undefined;
    } catch (error) {
      if (!(error instanceof TransferError)) throw error;
      say(`${error.code} ${error.message}`);
      return error;
    } finally {
      transfer = undefined;
      current.close();
      port = undefined;
      control.setTimeout(limits.idle); // waits anew from here on
    }
  }

  async function sendFile(name: string, file: FtpFile, start: number): Promise<void> {
    const began = needs.now();
    const progress = progressOf(file, start, needs);
    const about = { address: asker, name };
    const ended = await send(async (data, signal) => {
      const source = await opened(file);
      try {
        for (let at = start; at < file.size; at += limits.chunk) {
          const end = Math.min(at + limits.chunk, file.size);
          const chunk = await Promise.resolve(source.read(at, end)).catch(lost);
          await handOver(data, chunk, limits.stall, signal);
          progress.handed(end);
        }
      } finally {
        progress.tell();
        await source.close();
      }
    });
    const bytes = progress.bytes();
    if (ended === undefined) {
      if (start + bytes === file.size) needs.report({ ...about, kind: "sent", bytes, ms: needs.now() - began });
    } else if (ended.code === 451) needs.report({ ...about, kind: "failed", reason: String(ended.cause) });
    else needs.report({ ...about, kind: "cut", bytes, reason: ended.message });
  }
}

const opened = async (file: FtpFile): ReturnType<FtpFile["open"]> => file.open().catch(lost);

function lost(cause: unknown): never {
  const error = new TransferError(451, "The file cannot be read just now. Was the medium it lies on removed?");
  error.cause = cause;
  throw error;
}

/** Adds up what was handed over, and tells it a few times a second. */
function progressOf(file: FtpFile, start: number, { limits, now }: ConnectionNeeds) {
  let toldUntil = start;
  let handedUntil = start;
  let told = now();
  const tell = (): void => {
    if (handedUntil > toldUntil) file.track?.({ start: toldUntil, end: handedUntil });
    toldUntil = handedUntil;
    told = now();
  };
  return {
    handed(end: number): void {
      handedUntil = end;
      if (now() - told >= limits.progress) tell();
    },
    tell,
    bytes: (): number => handedUntil - start,
  };
}
