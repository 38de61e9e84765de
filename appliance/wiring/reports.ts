import type { DhcpReport, Exchange } from "../dhcp/report.ts";
import type { EventLog } from "../event-log.ts";
import { type Stick, stickSentence } from "../images/media.ts";
import { shownName } from "../images/names.ts";
import type { FtpReport } from "../ftp/report.ts";
import type { ImageReport } from "../images/service.ts";
import type { Sighting } from "../machines/inventory.ts";
import type { Metrics } from "../metrics.ts";
import type { ForeignServers } from "../network/foreign-servers.ts";
import type { Neighbours } from "../network/neighbours.ts";
import type { Ipv4 } from "../net/ipv4.ts";
import type { Mac } from "../net/mac.ts";
import { withoutTokens } from "../redact.ts";
import type { Severity } from "../store/events.ts";
import { escapeName, type TftpReport } from "../tftp/report.ts";
import type { Tracing } from "./traces.ts";

export interface ReportsNeeds {
  readonly log: EventLog;
  readonly metrics: Metrics;
  readonly watch: (sighting: Sighting) => void;
  readonly tracing: Pick<Tracing, "dhcp" | "tftp">;
  readonly macOf: (address: Ipv4) => Mac | undefined;
  readonly neighbours: Pick<Neighbours, "hear">;
  readonly foreignServers: Pick<ForeignServers, "heard">;
  /** One line for the console and the journal. */
  readonly say: (line: string) => void;
}

/** Option 93 in the API's words; the numbers are IANA's, with 7 and 9 both meaning x64 in the field (conformance 3.8). */
const FIRMWARE: Readonly<Record<number, string>> = {
  0: "bios",
  6: "uefi-ia32",
  7: "uefi-x64",
  9: "uefi-x64",
  10: "uefi-arm32",
  11: "uefi-arm64",
  15: "http-ia32",
  16: "http-x64",
  18: "http-arm32",
  19: "http-arm64",
};

/** What the DHCP thread tells: counted, and shown to the inventory. */
export const dhcpReports =
  ({ log, metrics, watch, say, tracing, neighbours, foreignServers }: Omit<ReportsNeeds, "macOf">) =>
  (report: DhcpReport): void => {
    if (report.kind === "event") {
      log.add(report.code, report.severity, report.text, {
        ...(report.mac === undefined ? {} : { mac: report.mac }),
        ...(report.address === undefined ? {} : { data: { address: report.address } }),
      });
      return;
    }
    if (report.kind === "counters") return;
    if (report.kind === "timings") {
      metrics.dhcpTimed(report.acks, report.sync);
      return;
    }
    metrics.dhcpMessage(report.message, report.outcome);
    say(`dhcp: ${report.summary}`);
    if (report.otherServer !== undefined) foreignServers.heard({ server: report.otherServer, offers: "addresses" });
    tracing.dhcp(report);
    if (report.mac === undefined) return;
    if (report.outcome === "heard" && report.address !== undefined) neighbours.hear(report.mac, report.address);
    watch({
      mac: report.mac,
      pxe: report.pxe,
      answered: report.outcome === "OFFER" || report.outcome === "ACK",
      firmware: report.arch === undefined ? undefined : (FIRMWARE[report.arch] ?? `arch-${report.arch}`),
      vendorClass: report.vendorClass,
      hostname: report.hostname,
      uuid: report.uuid,
      summary: lastSeenSentence(report),
    });
  };

/** For the machine's page; the console has the packet's own words. */
function lastSeenSentence({ pxe, outcome, address, because }: Exchange): string {
  const asked = pxe ? "Asked to boot from the network" : "Asked for an address";
  if (outcome === "silence") return `${asked} and was not answered (${because ?? "no reason"}).`;
  if (outcome === "heard") return `${asked} and takes ${address ?? "one"} from another DHCP server.`;
  return outcome === "NAK" ? `${asked} and was told to start anew.` : `${asked} and got ${address ?? "an answer"}.`;
}

/** What TFTP tells: who asked for what, with size, bytes and end or error, is said line by line (seed P10). Size probes are everyday life. */
export const tftpReports =
  ({ log, metrics, macOf, tracing, say }: Pick<ReportsNeeds, "log" | "metrics" | "macOf" | "say" | "tracing">) =>
  (report: TftpReport): void => {
    tracing.tftp(report);
    const mac = macOf(report.address);
    const about = mac === undefined ? {} : { mac };
    const sayFile = (line: string): void => say(withoutTokens(line)); // anybody can ask for a name with a token in it
    const told = (code: string, severity: Severity, line: string): void => {
      const text = withoutTokens(line);
      say(`tftp: ${text}`);
      log.add(code, severity, text, about);
    };
    const file = `${report.name} to ${report.address}`;
    switch (report.kind) {
      case "finished":
        metrics.tftpBytes(report.bytes);
        told("RS_TFTP_SENT", "info", `sent ${file}, ${report.bytes} bytes in ${Math.round(report.ms)} ms`);
        return;
      case "failed":
        told("RS_TFTP_FAILED", "error", `could not send ${file}: ${report.reason}`);
        return;
      case "gaveUp":
        told("RS_TFTP_GAVE_UP", "warning", `stopped sending ${file} after ${report.bytes} bytes: ${report.reason}`);
        return;
      case "started":
        sayFile(`tftp: sends ${file}, block size ${report.blksize}, window ${report.windowsize}`);
        return;
      case "aborted":
        sayFile(
          `tftp: ${report.address} ${report.probe ? "only wanted the size of" : "stopped taking"} ${report.name}: ${report.reason}`,
        );
        return;
      case "missed":
        sayFile(`tftp: ${report.address} asked for ${report.name}, which there is not`);
        return;
      case "refused":
        sayFile(`tftp: refused ${file}: ${report.reason}`);
        return;
      case "silent":
        sayFile(`tftp: no answer to ${report.address} (${report.times} times): ${report.reason}`);
        return;
    }
  };

/** What FTP tells: each file that was sent, cut off or could not be read. */
export const ftpReports =
  ({ log, macOf, say }: Pick<ReportsNeeds, "log" | "macOf" | "say">) =>
  (report: FtpReport): void => {
    const mac = macOf(report.address);
    const told = (code: string, severity: Severity, text: string): void => {
      say(`ftp: ${text}`);
      if (severity !== "info") log.add(code, severity, text, mac === undefined ? {} : { mac });
    };
    const file = `${escapeName(report.name)} to ${report.address}`;
    switch (report.kind) {
      case "sent":
        told("RS_FTP_SENT", "info", `sent ${file}, ${report.bytes} bytes in ${Math.round(report.ms)} ms`);
        return;
      case "cut":
        told("RS_FTP_CUT", "warning", `stopped sending ${file} after ${report.bytes} bytes: ${report.reason}`);
        return;
      case "failed":
        told("RS_FTP_FAILED", "error", `could not send ${file}: ${report.reason}`);
        return;
    }
  };

/** What an import tells. Progress is read from the catalog; it is no event. */
export const imageReports =
  (log: EventLog) =>
  ({ kind, image }: ImageReport): void => {
    const about = { data: { image: image.name } };
    switch (kind) {
      case "importStarted":
        log.add("RS_IMAGE_IMPORTING", "info", `The image ${image.name} is being imported.`, about);
        return;
      case "imageReady": {
        const trust = image.verified === "verified" ? "verified" : "NOT verified";
        log.add(
          "RS_IMAGE_READY",
          "info",
          `The image ${image.name} (${image.version}) is ready, ${trust}${image.detail === undefined ? "" : `: ${image.detail}`}.`,
          about,
        );
        return;
      }
      case "imageRefused":
        log.add(
          image.code ?? "RS_IMAGE_REFUSED",
          "error",
          `The image ${image.name} was refused. ${image.reason ?? ""}`,
          about,
        );
        return;
      case "imageRemoved":
        log.add("RS_IMAGE_REMOVED", "info", `The image ${image.name} was removed.`, about);
        return;
      case "importProgressed":
        return;
    }
  };

/** Sticks that come and go. */
export const stickReports = (log: EventLog): { found(stick: Stick): void; gone(stick: Stick): void } => ({
  found(stick) {
    const about = { data: { medium: stick.id } };
    if (stick.unreadable === undefined) log.add("RS_MEDIUM_FOUND", "info", stickSentence(stick), about);
    else log.add("RS_MEDIUM_UNREADABLE", "warning", stickSentence(stick), about);
  },
  gone(stick) {
    const text = `USB stick ${shownName(stick.name)} was removed.`;
    log.add("RS_MEDIUM_GONE", "info", text, { data: { medium: stick.id } });
  },
});
