import type { IncomingMessage } from "node:http";
import type { TLSSocket } from "node:tls";

/** Came over https to this very process. No header of a proxy is believed: there is none in front. */
export const isEncrypted = (request: IncomingMessage): boolean =>
  (request.socket as Partial<TLSSocket>).encrypted === true;

export const addressOf = (request: IncomingMessage): string => request.socket.remoteAddress ?? "";
