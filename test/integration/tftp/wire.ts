import type { RemoteInfo, Socket } from "node:dgram";
import { performance } from "node:perf_hooks";
import type { Content } from "../../../appliance/bytes/content.ts";
import { type Ipv4, parseIpv4 } from "../../../appliance/net/ipv4.ts";
import { bound, openUdp } from "../../../appliance/tftp/conversation.ts";
import { decodePacket, encodePacket, type TftpPacket } from "../../../appliance/tftp/packet.ts";
import type { TftpReport } from "../../../appliance/tftp/report.ts";
import { startTftp, type TftpFiles, type TftpServer } from "../../../appliance/tftp/server.ts";

/** A server on loopback with files by name, and everything that it reported. */
export interface TestServer extends AsyncDisposable {
  readonly server: TftpServer;
  readonly reports: TftpReport[];
  /** The first report of this kind; waits for it. */
  reported<Kind extends TftpReport["kind"]>(kind: Kind): Promise<Extract<TftpReport, { kind: Kind }>>;
}

export async function serve(
  files: Record<string, Content>,
  options: { mayAsk?: TftpFiles["mayAsk"]; find?: TftpFiles["find"]; mtu?: number } = {},
): Promise<TestServer> {
  const reports: TftpReport[] = [];
  const server = await startTftp({
    address: parseIpv4("127.0.0.1"),
    port: 0,
    mtu: options.mtu ?? 1500,
    now: () => performance.now(),
    report: (report) => {
      reports.push(report);
    },
    files: {
      find: options.find ?? ((name) => Promise.resolve(files[name])),
      mayAsk: options.mayAsk ?? (() => "yes"),
    },
  });
  return {
    server,
    reports,
    async reported(kind) {
      const end = performance.now() + 10_000;
      while (performance.now() < end) {
        const found = reports.find((report) => report.kind === kind);
        if (found !== undefined) {
          return found as Extract<TftpReport, { kind: typeof kind }>;
        }
        await pause(5);
      }
      throw new Error(`no report "${kind}" within 10 s, only ${JSON.stringify(reports)}`);
    },
    [Symbol.asyncDispose]: () => server.stop(),
  };
}

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

/** A TFTP client by hand: it sends what it is told to, and shows what comes. */
export class RawClient implements Disposable {
  readonly socket: Socket;
  readonly to: number;
  private readonly heard: { packet: TftpPacket; from: RemoteInfo }[] = [];
  private waiting: (() => void) | undefined;

  private constructor(socket: Socket, to: number) {
    this.socket = socket;
    this.to = to;
    socket.on("message", (datagram, from) => {
      this.heard.push({ packet: decodePacket(datagram), from });
      this.waiting?.();
    });
  }

  static async open(to: number, address: Ipv4 | string = "127.0.0.1", port = 0): Promise<RawClient> {
    const socket = openUdp({ reuseAddr: false }); // sends at once, so that closing behind it is safe
    await bound(socket, { port, address });
    return new RawClient(socket, to);
  }

  request(
    name: string,
    options: Record<string, number | string> = {},
    mode = "octet",
    kind: "rrq" | "wrq" = "rrq",
  ): void {
    const pairs = Object.entries(options).map(([option, value]) => ({ name: option, value: `${value}` }));
    this.raw(encodePacket({ kind, name, mode, options: pairs }));
  }

  raw(datagram: Buffer, port = this.to): void {
    this.socket.send(datagram, port, "127.0.0.1");
  }

  ack(block: number, port: number): void {
    this.raw(encodePacket({ kind: "ack", block }), port);
  }

  /** The next packet and the port that it came from; undefined if none comes in time. */
  async next(within = 2000): Promise<{ packet: TftpPacket; from: RemoteInfo } | undefined> {
    if (this.heard.length === 0) {
      const arrival = Promise.withResolvers<undefined>();
      this.waiting = () => arrival.resolve(undefined);
      await Promise.race([arrival.promise, pause(within)]);
      this.waiting = undefined;
    }
    return this.heard.shift();
  }

  /** Everything that comes until the wire has been quiet for so long (ms; `first`: before it), in short: "DATA 1 (512)", "OACK blksize=8". */
  async listen(quiet = 60, first = quiet): Promise<string[]> {
    const said: string[] = [];
    for (let got = await this.next(first); got !== undefined; got = await this.next(quiet)) {
      said.push(describe(got.packet));
    }
    return said;
  }

  /**
   * Reads a whole file by RFC 1350 and 7440: an ACK for each full window, at a gap and after 300 ms of quiet. `drop`
   * says which of the arriving packets the wire has lost.
   */
  async read(
    name: string,
    options: { blksize?: number; windowsize?: number } = {},
    drop = () => false,
  ): Promise<Buffer> {
    const { blksize = 512, windowsize = 1 } = options;
    const parts: Buffer[] = [];
    let server = 0;
    let unacked = 0;
    let quiet = 0;
    const answer = (): void => {
      unacked = 0;
      this.ack(parts.length & 0xffff, server);
    };
    const take = (packet: TftpPacket): void => {
      if (packet.kind === "error") {
        throw new Error(`ERROR ${packet.code}: ${packet.text}`);
      }
      if (packet.kind === "data" && packet.block === ((parts.length + 1) & 0xffff)) {
        parts.push(packet.bytes);
        unacked += 1;
        if (packet.bytes.length < blksize || unacked === windowsize) {
          answer();
        }
      } else if (packet.kind === "oack" || windowsize > 1) {
        answer();
      }
    };
    this.request(name, options);
    do {
      const got = await this.next(300);
      if (got === undefined) {
        quiet += 1;
        if (quiet > 60) {
          throw new Error(`gave up after block ${parts.length}`);
        }
        if (server === 0) {
          this.request(name, options);
        } else {
          answer();
        }
      } else if (!drop()) {
        server = got.from.port;
        take(got.packet);
      }
    } while (parts.at(-1) === undefined || parts.at(-1)?.length === blksize);
    return Buffer.concat(parts);
  }

  [Symbol.dispose](): void {
    this.socket.close();
  }
}

export function describe(packet: TftpPacket): string {
  switch (packet.kind) {
    case "data":
      return `DATA ${packet.block} (${packet.bytes.length})`;
    case "oack":
      return ["OACK", ...packet.options.map(({ name, value }) => `${name}=${value}`)].join(" ");
    case "error":
      return `ERROR ${packet.code}`;
    case "ack":
      return `ACK ${packet.block}`;
    default:
      return packet.kind;
  }
}
