import { ArmingRefusedError } from "../context.ts";
import { visibleText } from "../encoders.ts";
import { parseTemplate, type Problem, TemplateError } from "../template.ts";
import { fillYaml } from "../yaml-place.ts";
import { addEntry, entriesAt, ignitionOf, type IgnitionDocument, isObject } from "./butane.ts";
import { dataUrl } from "./data-url.ts";
import type { JsonObject } from "./document.ts";

export const IGNITION_TYPE = "application/vnd.coreos.ignition+json";

export interface IgnitionSettings {
  readonly timezone: string;
  readonly user: string;
  readonly sshKeys: readonly string[];
  readonly passwordHash?: string | undefined;
}

export interface IgnitionInput {
  readonly profile: {
    readonly name: string;
    /** Butane or Ignition JSON, as a template. Without one a default is made from `settings`. */
    readonly answerFile?: string | undefined;
    readonly settings: IgnitionSettings;
  };
  readonly machine: { readonly name: string };
  /** What the template may ask for: `{{ machine.name }}` … */
  readonly context: object;
  /** Only while a run is open: the URL below which the installed system reports `<report>/up`. */
  readonly run?: { readonly report: string } | undefined;
}

export interface IgnitionFile {
  readonly name: "config.ign";
  readonly type: typeof IGNITION_TYPE;
  readonly text: string;
  readonly document: IgnitionDocument;
}

const LIMIT = 512 * 1024;

/** The Ignition configuration of one machine's installed system. Throws ArmingRefusedError with a sentence for the person. */
export function renderIgnition({ profile, machine, context, run }: IgnitionInput): IgnitionFile {
  const { answerFile, settings } = profile;
  try {
    const made =
      answerFile === undefined ? defaultIgnition(machine.name, settings) : rendered(parseTemplate(answerFile), context);
    const document = run === undefined ? made : withReport(made, run.report);
    const text = `${JSON.stringify(document.value, null, 1)}\n`;
    if (text.length > LIMIT)
      throw new TemplateError({ line: 1, message: "the Ignition configuration grows beyond 512 KiB" });
    return { name: "config.ign", type: IGNITION_TYPE, text, document };
  } catch (thrown) {
    if (thrown instanceof TemplateError) {
      throw new ArmingRefusedError("answer file", profile.name, machine.name, thrown.problem);
    }
    throw thrown;
  }
}

/** What is wrong with an answer file whatever the machine, when its template is filled with `example`; warnings come behind. */
export function checkIgnition(answerFile: string, example: object): readonly Problem[] {
  try {
    return rendered(parseTemplate(answerFile), example).warnings;
  } catch (thrown) {
    if (thrown instanceof TemplateError) return [thrown.problem];
    throw thrown;
  }
}

function rendered(template: ReturnType<typeof parseTemplate>, context: object): IgnitionDocument {
  return ignitionOf(fillYaml(template.render(context)));
}

// Container Linux, Flatcar and Fedora CoreOS bring the user core; a login that nobody chose is that one.
const BROUGHT = "core";
const NOT_CHOSEN = "admin";

/** What a machine gets whose profile has no answer file: its name, its time zone, and the person who may log in. */
function defaultIgnition(hostname: string, settings: IgnitionSettings): IgnitionDocument {
  const { timezone, sshKeys, passwordHash } = settings;
  const name = settings.user === NOT_CHOSEN ? BROUGHT : settings.user;
  const value: JsonObject = {
    ignition: { version: "3.3.0" },
    passwd: {
      users: [
        {
          name,
          // Both groups are in Flatcar and in Fedora CoreOS; core is in them from the start.
          ...(name === BROUGHT ? {} : { groups: ["sudo", "wheel"], shell: "/bin/bash" }),
          ...(sshKeys.length === 0 ? {} : { sshAuthorizedKeys: [...new Set(sshKeys)] }),
          ...(passwordHash === undefined ? {} : { passwordHash }),
        },
      ],
    },
    storage: {
      files: [
        { path: "/etc/hostname", overwrite: true, mode: 0o644, contents: dataUrl(`${visibleText(hostname)}\n`, false) },
      ],
      links: [{ path: "/etc/localtime", overwrite: true, target: `../usr/share/zoneinfo/${timezone}` }],
    },
  };
  return { value, lines: new Map(), warnings: [], minor: 3 };
}

export const REPORT_UNIT = "rackseed-report.service";
const REPORTED = "/var/lib/rackseed/up";

/** The installed system says once that it is up. A document that hands over to another one cannot carry the unit. */
function withReport(given: IgnitionDocument, report: string): IgnitionDocument {
  const { ignition } = given.value;
  const config = isObject(ignition) ? ignition["config"] : undefined;
  if (isObject(config) && config["replace"] !== undefined) {
    const line = given.lines.get("$.ignition.config.replace") ?? 1;
    const message = `ignition.config.replace throws this document away, and with it ${REPORT_UNIT}: nobody will hear that the machine is up`;
    return { ...given, warnings: [...given.warnings, { line, message }] };
  }
  if (entriesAt(given.value, "systemd", "units").some(({ name }) => name === REPORT_UNIT)) return given;
  const value = { ...given.value };
  addEntry(value, "systemd", "units", { name: REPORT_UNIT, enabled: true, contents: reportUnit(`${report}/up`) });
  return { ...given, value };
}

/** Tries for some ten minutes in each boot until it was heard once; nothing else of the boot waits for it. */
export function reportUnit(url: string): string {
  return `[Unit]
Description=Tells Rackseed that this machine is up
Wants=network-online.target
After=network-online.target
ConditionPathExists=!${REPORTED}

[Service]
Type=exec
StateDirectory=rackseed
ExecStart=/bin/sh -c 'curl --fail --silent --show-error --noproxy "*" --request POST --output /dev/null --connect-timeout 10 --max-time 30 --retry 40 --retry-delay 15 --retry-max-time 600 --retry-all-errors "$$0" && touch ${REPORTED}' ${unitWord(url)}

[Install]
WantedBy=multi-user.target
`;
}

/** One word of a command line in a unit: `%` begins a specifier and `$` a variable there.                 systemd.service(5) */
const unitWord = (text: string): string =>
  `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("%", "%%").replaceAll("$", "$$$$")}"`;
