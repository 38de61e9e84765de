import type { Finding } from "../doctor/examine.ts";
import { RULES } from "../doctor/rules.ts";
import type { DoctorNeeds, FindingView } from "../http/needs-doctor.ts";
import { pcapng } from "../trace/pcapng.ts";
import { bootView, packetView } from "../trace/view.ts";
import type { Doctor } from "./doctor.ts";
import type { Tracing } from "./traces.ts";

interface Ports {
  readonly tracing: Pick<Tracing, "traces">;
  readonly doctor: Pick<Doctor, "findings">;
}

/** Traces and findings as HTTP sees them. */
export const doctorNeeds = ({ tracing: { traces }, doctor }: Ports): DoctorNeeds => ({
  traces: {
    boots: (mac) => traces.boots(mac).map(bootView).reverse(),
    packets: (mac) => traces.packets(mac).map(packetView),
    capture: (mac) => pcapng(traces.packets(mac)),
  },
  doctor: {
    findings: () => worstFirst(doctor.findings().map(findingView)),
    rules: () =>
      RULES.map(({ id, code, severity, about, texts }) => ({
        id,
        code,
        severity,
        about,
        texts: {
          en: { name: texts.en.name, help: [...texts.en.help] },
          zh: { name: texts.zh.name, help: [...texts.zh.help] },
        },
      })),
  },
});

const ORDER = ["error", "warning", "info"];

export const findingView = ({ since, ...finding }: Finding): FindingView => ({
  ...finding,
  since: new Date(since).toISOString(),
  evidence: finding.mac === undefined ? "#/events" : `#/machines/${encodeURIComponent(finding.mac)}`,
  docs: finding.rule,
});

export const worstFirst = (findings: readonly FindingView[]): FindingView[] =>
  findings.toSorted((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity) || a.since.localeCompare(b.since));
