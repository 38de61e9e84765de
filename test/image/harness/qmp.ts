// QEMU's own line for orders, by which things are plugged in and pulled out while a machine runs.
import { connect, type Socket } from "node:net";

export interface Qmp {
  /** Runs one command; rejects with QEMU's own sentence. */
  readonly ask: (command: string, words?: Readonly<Record<string, unknown>>) => Promise<unknown>;
  /** Resolves at the next event of that name, or at once when it came already. */
  readonly event: (
    name: string,
    milliseconds: number,
    matches?: (data: Record<string, unknown>) => boolean,
  ) => Promise<void>;
  readonly close: () => void;
}

/** QEMU's arguments for it. */
export const qmpAt = (socket: string): readonly string[] => ["-qmp", `unix:${socket},server=on,wait=off`];

interface Answer {
  readonly id?: number;
  readonly return?: unknown;
  readonly error?: { readonly desc: string };
  readonly event?: string;
  readonly data?: Record<string, unknown>;
}

export async function openQmp(socket: string): Promise<Qmp> {
  const connection = await connected(socket);
  const waiting = new Map<number, (answer: Answer) => void>();
  const events: { name: string; data: Record<string, unknown> }[] = [];
  const listeners = new Set<() => void>();
  let rest = "";
  let number = 0;
  connection.setEncoding("utf8").on("data", (text: string) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) heard(JSON.parse(line) as Answer);
  });
  const heard = (answer: Answer): void => {
    if (answer.event !== undefined) {
      events.push({ name: answer.event, data: answer.data ?? {} });
      for (const look of [...listeners]) look();
    } else if (answer.id !== undefined) {
      waiting.get(answer.id)?.(answer);
      waiting.delete(answer.id);
    }
  };
  const ask = (command: string, words: Readonly<Record<string, unknown>> = {}): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const id = ++number;
      waiting.set(id, ({ error, return: given }) => {
        if (error === undefined) resolve(given);
        else reject(new Error(`${command}: ${error.desc}`));
      });
      connection.write(`${JSON.stringify({ execute: command, arguments: words, id })}\n`);
    });
  await ask("qmp_capabilities");
  return {
    ask,
    event: (name, milliseconds, matches = () => true) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          listeners.delete(look);
          reject(new Error(`${name} did not come within ${milliseconds / 1000} s`));
        }, milliseconds);
        const look = (): void => {
          if (!events.some((one) => one.name === name && matches(one.data))) return;
          clearTimeout(timer);
          listeners.delete(look);
          resolve();
        };
        listeners.add(look);
        look();
      }),
    close: () => connection.destroy(),
  };
}

async function connected(socket: string): Promise<Socket> {
  const connection = connect(socket);
  await new Promise<void>((resolve, reject) => {
    connection.once("connect", resolve);
    connection.once("error", reject);
  });
  return connection;
}
