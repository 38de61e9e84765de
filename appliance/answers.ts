import type { ProfileConfig } from "./config-schema.ts";
import { AppError } from "./errors.ts";
import type { Image } from "./images/catalog.ts";
import type { Machine } from "./machines/machine.ts";
import type { Run } from "./machines/run.ts";
import type { Ipv4 } from "./net/ipv4.ts";
import {
  ArmingRefusedError,
  CLOUD_CONFIG_TYPE,
  renderCloudConfig,
  type TemplateContext,
} from "./profiles/cloud-config.ts";
import { visibleText } from "./profiles/encoders.ts";
import { fillMarks, parseTemplate } from "./profiles/template.ts";
import { defaultCloudConfig } from "./systems/cloud-config.ts";
import { bootstrapScript, machineScript } from "./systems/install-script.ts";
import type { Family } from "./systems/system.ts";

export interface AnswersNeeds {
  /** The appliance's URL without a slash at the end, and its address. */
  readonly base: string;
  readonly address: Ipv4;
  readonly image: (name: string) => Image | undefined;
  readonly tokenOf: (run: Run) => string;
  readonly leaseOf: (machine: Machine) => Ipv4 | undefined;
}

/** The texts that one machine gets, rendered for it. */
export interface Answers {
  cloudConfig(machine: Machine, profile: ProfileConfig, run: Run | undefined): { text: string; type: string };
  /** What the machine may fetch by name. */
  answerFiles(
    machine: Machine,
    profile: ProfileConfig,
    run: Run | undefined,
  ): readonly { readonly name: string; readonly type: string; readonly text: string }[];
  installScript(machine: Machine, profile: ProfileConfig, run: Run): string;
  bootstrapScript(): string;
  /** Renders for a trial, with a made-up run: what could not be rendered later must refuse arming now. */
  rehearse(machine: Machine, profile: ProfileConfig): void;
}

export function answers(needs: AnswersNeeds): Answers {
  const reportUrl = (token: string): string => `${needs.base}/runs/${token}`;

  const context = (machine: Machine, profile: ProfileConfig, report: string | undefined): TemplateContext => ({
    machine: {
      name: hostName(machine),
      mac: machine.mac,
      address: machine.address ?? needs.leaseOf(machine),
      uuid: machine.uuid,
    },
    image: { name: profile.image, version: needs.image(profile.image)?.version ?? "" },
    profile: { name: profile.name, disk: profile.disk },
    appliance: { address: needs.address, url: needs.base },
    ...(report === undefined ? {} : { run: { report } }),
  });

  const render = (
    machine: Machine,
    profile: ProfileConfig,
    report: string | undefined,
  ): { text: string; type: string } => {
    if (profile.cloudConfig === undefined) {
      return { text: defaultCloudConfig({ hostname: hostName(machine), sshKeys: [] }), type: CLOUD_CONFIG_TYPE.yaml };
    }
    const { kind, text } = renderCloudConfig(
      { name: profile.name, cloudConfig: profile.cloudConfig },
      context(machine, profile, report),
    );
    return { text, type: CLOUD_CONFIG_TYPE[kind] };
  };

  return {
    cloudConfig: (machine, profile, run) =>
      render(machine, profile, run === undefined ? undefined : reportUrl(needs.tokenOf(run))),
    answerFiles(machine, profile, run) {
      const family = needs.image(profile.image)?.release?.family;
      const name = family === undefined ? undefined : ANSWER_NAMES[family];
      if (profile.answerFile === undefined || name === undefined) return [];
      const report = run === undefined ? undefined : reportUrl(needs.tokenOf(run));
      const marked = parseTemplate(profile.answerFile).render(context(machine, profile, report));
      const text = fillMarks(marked.text, (hole) => visibleText(marked.holes[hole]?.text ?? ""));
      return [{ name, type: "text/plain; charset=utf-8", text }];
    },
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
      });
    },
    bootstrapScript: () => bootstrapScript({ base: needs.base }),
    rehearse(machine, profile) {
      try {
        // Its address is only known once it has a lease; then it is.
        const addressed = { ...machine, address: machine.address ?? needs.leaseOf(machine) ?? needs.address };
        render(addressed, profile, profile.install === "automatic" ? reportUrl("0".repeat(40)) : undefined);
      } catch (error) {
        if (error instanceof ArmingRefusedError)
          throw new AppError("RS_ARMING_REFUSED", 409, error.message, "cloudConfig");
        throw error;
      }
    },
  };
}

const ANSWER_NAMES: Partial<Record<Family, string>> = {
  rhel: "ks.cfg",
  debian: "preseed.cfg",
  ubuntu: "user-data",
  "fedora-coreos": "config.ign",
};

/** A machine without a name is called by its MAC, so that two of them never share a host name. */
const hostName = (machine: Machine): string => machine.name ?? `node-${machine.mac.replaceAll(":", "")}`;
