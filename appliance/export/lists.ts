import { type ExportMachine, hostsOf } from "./machine.ts";

/** For ~/.ssh/config: `Include` it. Machines get new host keys with every install, so no key is kept for them. */
export const sshConfig = (machines: readonly ExportMachine[]): string =>
  hostsOf(machines)
    .map(({ name, address, user, profile }) =>
      [
        ...(profile === undefined ? [] : [`# ${profile}`]),
        `Host ${name}`,
        `    HostName ${address}`,
        ...(user === undefined ? [] : [`    User ${user}`]),
        `    HostKeyAlias ${name}`,
        "",
      ].join("\n"),
    )
    .join("\n");

/** For /etc/hosts. */
export const hostsFile = (machines: readonly ExportMachine[]): string =>
  hostsOf(machines)
    .map(({ name, address }) => `${address}\t${name}\n`)
    .join("");

/** For Prometheus' file_sd_configs. */
export const prometheusJson = (machines: readonly ExportMachine[], port: number): string => {
  const targets = hostsOf(machines).map(({ name, address, profile, rack }) => ({
    targets: [`${address}:${port}`],
    labels: {
      machine: name,
      ...(profile === undefined ? {} : { profile }),
      ...(rack === undefined ? {} : { rack }),
    },
  }));
  return `${JSON.stringify(targets, undefined, 2)}\n`;
};
