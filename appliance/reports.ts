import type { DhcpReport } from "./dhcp/report.ts";
import type { EventLog } from "./event-log.ts";
import type { ImageReport } from "./images/service.ts";
import type { Sighting } from "./machines/inventory.ts";
import type { Metrics } from "./metrics.ts";
import type { Ipv4 } from "./net/ipv4.ts";
import type { Mac } from "./net/mac.ts";
import type { TftpReport } from "./tftp/report.ts";

export interface ReportsNeeds {
  readonly log: EventLog;
  readonly metrics: Metrics;
  readonly watch: (sighting: Sighting) => void;
  readonly macOf: (address: Ipv4) => Mac | undefined;
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
  ({ log, metrics, watch }: ReportsNeeds) =>
  (report: DhcpReport): void => {
    if (report.kind === "event") {
      log.add(report.code, report.severity, report.text, report.mac === undefined ? {} : { mac: report.mac });
      return;
    }
    if (report.kind === "counters") return;
    metrics.dhcpMessage(report.message, report.outcome);
    if (report.mac === undefined) return;
    watch({
      mac: report.mac,
      pxe: report.pxe,
      firmware: report.arch === undefined ? undefined : (FIRMWARE[report.arch] ?? `arch-${report.arch}`),
      vendorClass: report.vendorClass,
      hostname: report.hostname,
      uuid: report.uuid,
      summary: report.summary,
    });
  };

/** What TFTP tells: bytes are counted, and what a person may want to see becomes an event. Size probes are everyday life. */
export const tftpReports =
  ({ log, metrics, macOf }: ReportsNeeds) =>
  (report: TftpReport): void => {
    const mac = macOf(report.address);
    const about = mac === undefined ? {} : { mac };
    switch (report.kind) {
      case "finished":
        metrics.tftpBytes(report.bytes);
        log.add(
          "RS_TFTP_SENT",
          "info",
          `TFTP sent ${report.name} (${report.bytes} bytes) to ${report.address}.`,
          about,
        );
        return;
      case "failed":
        log.add(
          "RS_TFTP_FAILED",
          "error",
          `TFTP could not send ${report.name} to ${report.address}: ${report.reason}.`,
          about,
        );
        return;
      case "gaveUp":
        log.add(
          "RS_TFTP_GAVE_UP",
          "warning",
          `TFTP stopped sending ${report.name} to ${report.address}: ${report.reason}.`,
          about,
        );
        return;
      case "started":
      case "aborted":
      case "missed":
      case "refused":
      case "silent":
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
