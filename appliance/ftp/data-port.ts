import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import type { FtpLimits } from "./limits.ts";

/** Why a transfer ended before its time; said to the client with this code. */
export class TransferError extends Error {
  override name = "TransferError";
  readonly code: 425 | 426 | 451;

  constructor(code: 425 | 426 | 451, message: string) {
    super(message);
    this.code = code;
  }
}

/** A port for one data connection, and only for one from the very address that the control connection comes from. */
export interface DataPort {
  readonly port: number;
  /** The connection, now or as soon as it comes. */
  connection(signal: AbortSignal): Promise<Socket>;
  close(): void;
}

export async function openDataPort(address: string, peer: string, limits: FtpLimits): Promise<DataPort> {
  const server = createServer();
  let opened: Socket | undefined;
  server.on("connection", (socket) => {
    socket.on("error", () => socket.destroy());
    if (socket.remoteAddress !== peer || opened !== undefined) {
      socket.destroy();
      return;
    }
    opened = socket;
    socket.resume(); // whatever a client sends here is nothing to us, but its FIN must be seen
    server.close();
    server.emit("opened");
  });
  server.listen(0, address);
  await once(server, "listening");
  server.on("error", () => server.close()); // no descriptor left for the connection: the client gets 425
  return {
    port: (server.address() as AddressInfo).port,
    async connection(signal) {
      if (opened === undefined) {
        const late = AbortSignal.timeout(limits.connect);
        await once(server, "opened", { signal: AbortSignal.any([signal, late]) }).catch((error: unknown) => {
          if (signal.aborted) throw new TransferError(426, "The transfer was stopped.");
          if (late.aborted) throw new TransferError(425, "No data connection was opened.");
          throw error;
        });
      }
      if (opened === undefined) throw new TransferError(425, "No data connection was opened.");
      return opened;
    },
    close() {
      server.close();
      opened?.destroy();
    },
  };
}

/** Resolves when the kernel has taken the chunk, which it does only as fast as the client reads. */
export const handOver = (socket: Socket, chunk: Buffer, stall: number, signal: AbortSignal): Promise<void> =>
  settled(socket, stall, signal, (done) => socket.write(chunk, done));

/**
 * Resolves when the kernel has taken the end. Not when the client has closed: busybox closes its data connection only after it
 * has read 226.
 */
export const finish = (socket: Socket, stall: number, signal: AbortSignal): Promise<void> =>
  settled(socket, stall, signal, (done) => socket.end(done));

function settled(
  socket: Socket,
  stall: number,
  signal: AbortSignal,
  act: (done: (error?: Error | null) => void) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (failure?: TransferError): void => {
      clearTimeout(timer);
      socket.off("close", closed);
      signal.removeEventListener("abort", aborted);
      if (failure === undefined) resolve();
      else reject(failure);
    };
    const closed = (): void => settle(new TransferError(426, "The data connection was closed."));
    const aborted = (): void => settle(new TransferError(426, "The transfer was stopped."));
    const timer = setTimeout(() => settle(new TransferError(426, "The client reads too slowly.")), stall);
    if (signal.aborted || socket.destroyed) {
      (signal.aborted ? aborted : closed)();
      return;
    }
    socket.once("close", closed);
    signal.addEventListener("abort", aborted);
    act((error) => settle(error == null ? undefined : new TransferError(426, "The data connection was lost.")));
  });
}
