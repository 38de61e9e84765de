import type { Mac } from "../net/mac.ts";
import type { Ipv4 } from "../net/ipv4.ts";
import { type Datagram, openUdp, type UdpOrigin } from "../net/socket.ts";
import { Flow } from "./flow.ts";
import { parseSyslog, type SyslogMessage } from "./parse.ts";

export interface SyslogNeeds {
  readonly origin: UdpOrigin;
  /** The MAC whose lease this address is, if it is one that we serve; all others are not listened to. */
  readonly senderOf: (address: Ipv4) => Mac | undefined;
  readonly hear: (mac: Mac, message: SyslogMessage) => void;
  /** Seconds. */
  readonly now: () => number;
  readonly problem: (error: unknown) => void;
}

export interface Syslog {
  stop(): Promise<void>;
}

/** Listens to what installers send by syslog (RFC 3164, RFC 5424) over UDP. It never answers, so nobody can be flooded through it. */
export async function startSyslog({ origin, senderOf, hear, now, problem }: SyslogNeeds): Promise<Syslog> {
  const socket = await openUdp(origin);
  const flow = new Flow<Mac>();
  const receive = ({ bytes, source }: Pick<Datagram, "bytes" | "source">): void => {
    const mac = senderOf(source);
    if (mac === undefined || !flow.allows(mac, now())) return;
    hear(mac, parseSyslog(bytes));
  };
  socket.on("message", (bytes, { address }) => {
    try {
      receive({ bytes, source: address as Ipv4 });
    } catch (error) {
      problem(error);
    }
  });
  socket.on("error", problem);
  return { stop: () => new Promise((resolve) => socket.close(resolve)) };
}
