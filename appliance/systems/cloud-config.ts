import { yamlScalar } from "../profiles/encoders.ts";

/** What a machine gets whose profile has no cloud-config: its name, and the keys of the people who may log in. */
export function defaultCloudConfig(machine: {
  readonly hostname: string;
  readonly sshKeys: readonly string[];
}): string {
  const keys = machine.sshKeys.map((key) => `  - ${yamlScalar(key, false)}\n`).join("");
  return `#cloud-config\nhostname: ${yamlScalar(machine.hostname, false)}\n${keys === "" ? "" : `ssh_authorized_keys:\n${keys}`}`;
}
