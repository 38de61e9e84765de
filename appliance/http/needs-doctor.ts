import type { Finding, Said } from "../doctor/examine.ts";
import type { Mac } from "../net/mac.ts";
import type { BootView, PacketView } from "../trace/view.ts";

export type { BootView, PacketView, Said };

/** What machines did while they booted, and what the boot doctor makes of it. */
export interface DoctorNeeds {
  readonly traces: {
    /** Newest first. */
    boots(mac: Mac): readonly BootView[];
    packets(mac: Mac): readonly PacketView[];
    /** The packets as a pcapng file. */
    capture(mac: Mac): Buffer;
  };
  readonly doctor: {
    /** Worst first. */
    findings(): readonly FindingView[];
    rules(): readonly RuleView[];
  };
}

/** An open finding. Times are ISO 8601. */
export type FindingView = Omit<Finding, "since"> & {
  readonly since: string;
  /** Where the raw evidence is: a page of the UI. */
  readonly evidence: string;
  /** The help page's name. */
  readonly docs: string;
};

export interface RuleView {
  readonly id: string;
  readonly code: string;
  readonly severity: "info" | "warning" | "error";
  readonly about: "machine" | "house";
  readonly texts: { readonly en: RuleHelp; readonly zh: RuleHelp };
}

export interface RuleHelp {
  readonly name: string;
  /** Paragraphs. */
  readonly help: readonly string[];
}
