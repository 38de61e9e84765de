import { once } from "node:events";
import { connect } from "node:net";

/** Sends exactly these bytes and gives back all that came until the server closed. */
export async function raw(port: number, bytes: string | Buffer): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  const chunks: Buffer[] = [];
  socket.on("data", (chunk: Buffer) => chunks.push(chunk));
  socket.on("error", () => undefined);
  socket.write(bytes);
  await once(socket, "close");
  return Buffer.concat(chunks).toString("latin1");
}

/** One raw request after which the connection closes. */
export const ask = (port: number, line: string, ...fields: string[]): Promise<string> =>
  raw(port, `${[line, ...fields, "Connection: close"].join("\r\n")}\r\n\r\n`);

export const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);
export const bodyOf = (answer: string): string => answer.slice(answer.indexOf("\r\n\r\n") + 4);
