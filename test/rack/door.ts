import { once } from "node:events";
import { request } from "node:http";
import { connect, createServer, type Server } from "node:net";
import { join } from "node:path";
import type { Namespace } from "./namespace.ts";

/** A way from the host to one port inside the rack. */
export interface Door {
  readonly socketPath: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly text: string;
}

/** `host`: an address inside; the panel listens on the rack's own loopback only. */
export async function openDoor(namespace: Namespace, port = 80, host = namespace.address): Promise<Door> {
  const socketPath = join(namespace.folder, `door-${port}`);
  const script = join(import.meta.dirname, "forward.ts");
  const child = await namespace.spawn([process.execPath, script, socketPath, host, String(port)]);
  await Promise.race([
    once(child.stdout, "data"),
    child.ended.then((end) => {
      throw new Error(`the forwarder into the rack did not start: ${end}`);
    }),
  ]);
  return { socketPath };
}

export interface Question {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

export async function ask(door: Door, { method = "GET", path, headers = {}, body }: Question): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { socketPath: door.socketPath, method, path, headers: { host: "127.0.0.1", ...headers }, agent: false },
      (incoming) => {
        let text = "";
        incoming.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
        incoming.once("error", reject);
        incoming.once("end", () => resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text }));
      },
    );
    outgoing.setTimeout(10_000, () => outgoing.destroy(new Error(`${method} ${path}: no answer within 10 s`)));
    outgoing.once("error", reject);
    outgoing.end(body);
  });
}

/** Makes the port inside reachable at 127.0.0.1 on the host, at `port` or the next free one. */
export async function listenOnLoopback(
  door: Door,
  port: number,
  tries = 20,
): Promise<{ server: Server; port: number }> {
  const server = createServer({ allowHalfOpen: true }, (outside) => {
    const inside = connect({ path: door.socketPath, allowHalfOpen: true });
    outside.pipe(inside).pipe(outside);
    for (const [one, other] of [
      [outside, inside],
      [inside, outside],
    ] as const) {
      one.once("error", () => other.destroy());
      one.once("close", () => other.destroy());
    }
  });
  for (let candidate = port; candidate < port + tries; candidate++) {
    try {
      server.listen(candidate, "127.0.0.1");
      await once(server, "listening");
      return { server, port: candidate };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    }
  }
  throw new Error(`no free port between ${port} and ${port + tries - 1} on 127.0.0.1`);
}
