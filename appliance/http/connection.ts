import type { IncomingMessage } from "node:http";
import type { TLSSocket } from "node:tls";

/** Came over https to this very process. No header of a proxy is believed: there is none in front. */
export const isEncrypted = (request: IncomingMessage): boolean =>
  (request.socket as Partial<TLSSocket>).encrypted === true;

const ofPanel = new WeakSet<object>();

/** The listener of the touch panel marks what comes by it: there the person stands in front of the appliance. */
export const markPanel = (socket: object): void => void ofPanel.add(socket);
export const isPanel = (request: IncomingMessage): boolean => ofPanel.has(request.socket);

export const addressOf = (request: IncomingMessage): string => request.socket.remoteAddress ?? "";
