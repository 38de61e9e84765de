import type { ProfileConfig } from "../config-schema.ts";
import { AppError } from "../errors.ts";
import type { Image } from "../images/catalog.ts";
import type { Machine } from "../machines/machine.ts";
import type { Run } from "../machines/run.ts";
import type { Ipv4 } from "../net/ipv4.ts";
import { CLOUD_CONFIG_TYPE, renderCloudConfig } from "../profiles/cloud-config.ts";
import { ArmingRefusedError, type TemplateContext } from "../profiles/context.ts";
import { type AnswerFile, renderFiles } from "../profiles/files.ts";
import { type IgnitionFile, renderIgnition } from "../profiles/ignition/render.ts";
import { validateIgnition } from "../profiles/ignition-validate.ts";
import type { Finding } from "../profiles/lint/finding.ts";
import { lintAnswer } from "../profiles/lint/lint.ts";
import { isLanguage } from "../profiles/answer-file.ts";
import { withoutSecrets } from "../profiles/secrets.ts";
import type { Problem } from "../profiles/template.ts";
import { defaultCloudConfig } from "../systems/cloud-config.ts";
import { systemOf } from "../systems/recognise.ts";
import type { Release } from "../systems/system.ts";
import { bootstrapScript, machineScript } from "../systems/install-script.ts";

export interface AnswersNeeds {
  /** The appliance's URL without a slash at the end, and its address. */
  readonly base: string;
  readonly address: Ipv4;
  readonly image: (name: string) => Image | undefined;
  readonly tokenOf: (run: Run) => string;
  /** Where the appliance takes syslog, when it does. */
  readonly syslogPort?: number;
  readonly leaseOf: (machine: Machine) => Ipv4 | undefined;
}

/** The texts that one machine gets, rendered for it. */
export interface Answers {
  cloudConfig(machine: Machine, profile: ProfileConfig, run: Run | undefined): { text: string; type: string };
  installScript(machine: Machine, profile: ProfileConfig, run: Run): string;
  bootstrapScript(): string;
  /** Every answer file that the machine may fetch, rendered; none while its image is not known. */
  answerFiles(machine: Machine, profile: ProfileConfig, run: Run | undefined): AnswerFile[];
  /** What arming would give it, for a person to read: secrets covered, with what the linter says. */
  preview(machine: Machine, profile: ProfileConfig): Promise<Preview>;
  /** What only another program can check, and that takes its time: throws the sentence that refuses arming. */
  validate(machine: Machine, profile: ProfileConfig): Promise<void>;
  /** Renders for a trial, with a made-up run: what could not be rendered later must refuse arming now. */
  rehearse(machine: Machine, profile: ProfileConfig): void;
}

/** What the linter says, and of which file. */
export type FileFinding = Finding & { readonly file: string };

export interface Preview {
  readonly kernelArgs?: readonly string[];
  readonly files: readonly AnswerFile[];
  readonly findings: readonly FileFinding[];
  /** Why it could not be armed. */
  readonly problems: readonly string[];
}

/** Stands for a run that is not there yet; nobody is given such a token. */
const REHEARSAL = "0".repeat(40);

export function answers(needs: AnswersNeeds): Answers {
  const reportUrl = (token: string): string => `${needs.base}/runs/${token}`;

  const context = (machine: Machine, profile: ProfileConfig, token: string | undefined): TemplateContext => {
    const image = needs.image(profile.image);
    const url = `${needs.base}/${profile.image}`;
    return {
      machine: {
        name: hostName(machine),
        mac: machine.mac,
        address: machine.address ?? needs.leaseOf(machine),
        uuid: machine.uuid,
        firmware: machine.firmware,
        vars: machine.vars,
      },
      image: {
        name: profile.image,
        version: image?.version ?? "",
        title: image?.release?.title ?? profile.image,
        url,
        repos: besides(image?.release, url),
      },
      profile: { name: profile.name, disk: profile.disk, vars: profile.vars, repos: profile.repos },
      settings: profile.settings,
      appliance: { address: needs.address, url: needs.base, syslogPort: needs.syslogPort },
      ...(token === undefined ? {} : { run: { report: reportUrl(token), answers: `${needs.base}/answers/${token}` } }),
    };
  };

  const ignitionFor = (machine: Machine, profile: ProfileConfig, token: string | undefined): IgnitionFile =>
    renderIgnition({
      profile,
      machine: { name: hostName(machine) },
      context: context(machine, profile, token),
      run: token === undefined ? undefined : { report: reportUrl(token) },
    });

  const filesFor = (machine: Machine, profile: ProfileConfig, token: string | undefined): AnswerFile[] => {
    const release = needs.image(profile.image)?.release;
    const kind = release === undefined ? undefined : systemOf(release.family)?.answers;
    if (release === undefined || kind === undefined) return [];
    if (takesIgnition(release, profile)) {
      const { name, type, text } = ignitionFor(machine, profile, token);
      return [{ name, type, text }];
    }
    return isLanguage(kind) ? renderFiles(kind, profile, release, context(machine, profile, token)) : [];
  };

  const lint = (profile: ProfileConfig, files: readonly AnswerFile[]): FileFinding[] => {
    const release = needs.image(profile.image)?.release;
    const kind = release === undefined ? "none" : (systemOf(release.family)?.answers ?? "none");
    const [main] = files;
    if (release === undefined || main === undefined || !isLanguage(kind)) return [];
    return lintAnswer(kind, main.text, { ...release, sourceByKernel: true }).map((found) => ({
      ...found,
      file: main.name,
    }));
  };

  /** Its address is only known once it has a lease; then it is. */
  const addressed = (machine: Machine): Machine => ({
    ...machine,
    address: machine.address ?? needs.leaseOf(machine) ?? needs.address,
  });

  const render = (
    machine: Machine,
    profile: ProfileConfig,
    token: string | undefined,
  ): { text: string; type: string } => {
    if (profile.cloudConfig === undefined) {
      return { text: defaultCloudConfig({ hostname: hostName(machine), sshKeys: [] }), type: CLOUD_CONFIG_TYPE.yaml };
    }
    const { kind, text } = renderCloudConfig(
      { name: profile.name, cloudConfig: profile.cloudConfig },
      context(machine, profile, token),
    );
    return { text, type: CLOUD_CONFIG_TYPE[kind] };
  };

  const kernelArgsOf = (
    machine: Machine,
    profile: ProfileConfig,
    token: string | undefined,
  ): Pick<Preview, "kernelArgs"> => {
    const release = needs.image(profile.image)?.release;
    const system = release === undefined ? undefined : systemOf(release.family);
    if (release === undefined || system === undefined) return {};
    const kernelArgs = system.kernelArgs({
      release,
      flow: profile.install,
      base: needs.base,
      tree: `${needs.base}/${profile.image}`,
      answers: token === undefined ? undefined : `${needs.base}/answers/${token}`,
      mac: machine.mac,
      disk: profile.disk,
      syslog: needs.syslogPort === undefined ? undefined : { host: needs.address, port: needs.syslogPort },
      kernelArgs: profile.kernelArgs,
    });
    return { kernelArgs: kernelArgs.map(withoutSecrets) };
  };

  /** Flatcar with an answer file of its own is installed with Ignition in place of a cloud-config. */
  const ignitionUrl = (profile: ProfileConfig, run: Run): string | undefined => {
    const release = needs.image(profile.image)?.release;
    if (release === undefined || !takesIgnition(release, profile)) return undefined;
    return `${needs.base}/answers/${needs.tokenOf(run)}/config.ign`;
  };

  const tokenFor = (profile: ProfileConfig): string | undefined =>
    profile.install === "automatic" ? REHEARSAL : undefined;

  /** What Ignition's own program says; [] for every other language. */
  const ignitionFindings = async (machine: Machine, profile: ProfileConfig): Promise<FileFinding[]> => {
    const release = needs.image(profile.image)?.release;
    if (release === undefined || !takesIgnition(release, profile)) return [];
    const { document } = refusing("answerFile", () => ignitionFor(addressed(machine), profile, tokenFor(profile)));
    const { errors, warnings } = await validateIgnition(document);
    const finding =
      (severity: Finding["severity"]) =>
      ({ line, message }: Problem): FileFinding => ({
        file: "config.ign",
        severity,
        line,
        code: "ignition-validate",
        message,
      });
    return [...errors.map(finding("error")), ...[...document.warnings, ...warnings].map(finding("warning"))];
  };

  const refuseStops = (machine: Machine, findings: readonly FileFinding[]): void => {
    const stops = findings.find(({ severity }) => severity === "error");
    if (stops === undefined) return;
    throw new AppError(
      "RS_ARMING_REFUSED",
      409,
      `Arming ${hostName(machine)} is refused: its ${stops.file} would stop the installer at line ${stops.line}. ${stops.message}`,
      "answerFile",
    );
  };

  return {
    cloudConfig: (machine, profile, run) =>
      render(machine, profile, run === undefined ? undefined : needs.tokenOf(run)),
    installScript(machine, profile, run) {
      // A script of the person's own is served as it is: it was chosen in full.
      if (profile.installScript !== undefined) return profile.installScript;
      return machineScript({
        mac: machine.mac,
        disk: profile.disk,
        version: needs.image(profile.image)?.version ?? "",
        base: needs.base,
        configUrl: `${needs.base}/cloud-configs/${machine.mac}.yml`,
        reportUrl: reportUrl(needs.tokenOf(run)),
        ignitionUrl: ignitionUrl(profile, run),
      });
    },
    bootstrapScript: () => bootstrapScript({ base: needs.base }),
    answerFiles: (machine, profile, run) =>
      refusing("answerFile", () => filesFor(machine, profile, run === undefined ? undefined : needs.tokenOf(run))),
    rehearse(machine, profile) {
      const token = tokenFor(profile);
      refuseUnattended(hostName(machine), profile, needs.image(profile.image)?.release);
      refusing("cloudConfig", () => render(addressed(machine), profile, token));
      const files = refusing("answerFile", () => filesFor(addressed(machine), profile, token));
      refuseStops(machine, lint(profile, files));
    },
    async validate(machine, profile) {
      refuseStops(machine, await ignitionFindings(machine, profile));
    },
    async preview(machine, profile) {
      const token = tokenFor(profile);
      const release = needs.image(profile.image)?.release;
      try {
        refuseUnattended(hostName(machine), profile, release);
        const files = refusing("answerFile", () => filesFor(addressed(machine), profile, token));
        return {
          ...kernelArgsOf(machine, profile, token),
          files: files.map((file) => ({ ...file, text: withoutSecrets(file.text) })),
          findings: [...lint(profile, files), ...(await ignitionFindings(machine, profile))],
          problems: release === undefined ? [`The image ${profile.image} is not known yet.`] : [],
        };
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        return { files: [], findings: [], problems: [error.message] };
      }
    },
  };
}

/** Fedora CoreOS knows nothing else; Flatcar takes it when the profile brings some, else the cloud-config of the seed. */
const takesIgnition = ({ family }: Release, profile: ProfileConfig): boolean =>
  systemOf(family)?.answers === "ignition" || (family === "flatcar" && profile.answerFile !== undefined);

/** An installer without answers asks a person, in the middle of the night. */
function refuseUnattended(who: string, profile: ProfileConfig, release: Release | undefined): void {
  if (release === undefined || profile.install === "manual" || systemOf(release.family)?.answers !== "none") return;
  throw new AppError(
    "RS_ARMING_REFUSED",
    409,
    `${who} cannot be armed: Rackseed knows no answer file for ${release.title}, so its installer would wait for a person. Set install: manual in the profile ${profile.name}; nothing is wiped by itself then.`,
    "install",
  );
}

/** A machine without a name is called by its MAC, so that two of them never share a host name. */
const hostName = (machine: Machine): string => machine.name ?? `node-${machine.mac.replaceAll(":", "")}`;

/** Repositories in the tree besides its main one, which `url` stands for (row L3). */
const besides = (release: Release | undefined, tree: string): { name: string; url: string }[] =>
  (release?.repositories ?? [])
    .slice(1)
    .map(({ name, path }) => ({ name, url: `${tree}/${path.split("/").map(encodeURIComponent).join("/")}` }));

/** What cannot be rendered is a refusal with its sentence, at the part of the profile that it stands in. */
function refusing<T>(where: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof ArmingRefusedError) throw new AppError("RS_ARMING_REFUSED", 409, error.message, where);
    throw error;
  }
}
