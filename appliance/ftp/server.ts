import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import type { Ipv4 } from "../net/ipv4.ts";
import { converse } from "./connection.ts";
import { FTP_LIMITS, type FtpLimits } from "./limits.ts";
import type { FtpReport } from "./report.ts";
import type { FtpFiles } from "./tree.ts";

export interface FtpNeeds {
  readonly address: Ipv4;
  readonly port: number;
  readonly files: FtpFiles;
  /** Whether this address lies in a subnet that is served. */
  readonly mayAsk: (address: Ipv4) => boolean;
  readonly report: (report: FtpReport) => void;
  /** A fault of ours. */
  readonly failed: (error: unknown) => void;
  /** Milliseconds that only go forward. */
  readonly now: () => number;
  readonly limits?: Partial<FtpLimits>;
}

export interface FtpServer {
  readonly port: number;
  stop(): Promise<void>;
}

/** Read-only FTP (RFC 959, 2389, 2428, 3659) for installers that are told `ftp://…`, as in S1. */
export async function startFtp(needs: FtpNeeds): Promise<FtpServer> {
  const limits = { ...FTP_LIMITS, ...needs.limits };
  const open = new Map<Socket, Ipv4>();
  const server = createServer({ noDelay: true }, (control) => {
    const asker = control.remoteAddress as Ipv4 | undefined; // IPv4 as the kernel writes it: the listener has no other
    const refusal = asker === undefined ? "" : refusalOf(asker);
    if (asker === undefined || refusal !== undefined) {
      control.on("error", () => control.destroy());
      control.end(refusal ?? "", () => control.destroy());
      return;
    }
    open.set(control, asker);
    control.once("close", () => open.delete(control));
    converse(control, asker, { ...needs, limits });
  });

  function refusalOf(asker: Ipv4): string | undefined {
    if (!needs.mayAsk(asker)) return "421 Your address lies in no subnet that is served here.\r\n";
    const his = [...open.values()].filter((address) => address === asker).length;
    if (his >= limits.perAddress || open.size >= limits.inAll) return "421 Too many connections. Try again later.\r\n";
    return undefined;
  }

  const listening = once(server, "listening");
  server.listen(needs.port, needs.address);
  await listening;
  server.on("error", needs.failed);
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      const closed = once(server, "close");
      server.close();
      for (const control of open.keys()) control.destroy();
      await closed;
    },
  };
}
