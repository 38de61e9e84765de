import { stringify } from "yaml";
import { type ExportMachine, type Host, hostsOf } from "./machine.ts";

interface Group {
  readonly name: string;
  readonly hosts: readonly Host[];
}

/** Ansible's group names are Python's identifiers; two profiles that would fall together get numbers. */
export function groupsOf(machines: readonly ExportMachine[]): Group[] {
  const byProfile = Map.groupBy(hostsOf(machines), ({ profile }) => profile);
  const taken = new Set(["all", "ungrouped"]);
  return [...byProfile]
    .sort(([a = ""], [b = ""]) => (a < b ? -1 : 1))
    .map(([profile, hosts]) => {
      const plain =
        profile === undefined ? "without_profile" : profile.replaceAll(/[^A-Za-z0-9_]/g, "_").replace(/^(?=\d)/, "_");
      let name = plain;
      for (let count = 2; taken.has(name); count++) name = `${plain}_${count}`;
      taken.add(name);
      return { name, hosts };
    });
}

const varsOf = ({ address, mac, user, rack, unit, firmware }: Host): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries({
      ansible_host: address,
      ansible_user: user,
      rackseed_mac: mac,
      rackseed_rack: rack,
      rackseed_unit: unit,
      rackseed_firmware: firmware,
    }).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );

/** A static inventory. */
export const ansibleYaml = (machines: readonly ExportMachine[]): string => {
  const children = groupsOf(machines).map(({ name, hosts }): [string, unknown] => [
    name,
    { hosts: Object.fromEntries(hosts.map((host) => [host.name, varsOf(host)])) },
  ]);
  return stringify({ all: { children: Object.fromEntries(children) } }, { lineWidth: 0 });
};

/** What an inventory script answers to --list, with the variables of all hosts, so that --host is never called. */
export const ansibleJson = (machines: readonly ExportMachine[]): string => {
  const groups = groupsOf(machines);
  const hosts = groups.flatMap((group) => group.hosts);
  const answer = {
    _meta: { hostvars: Object.fromEntries(hosts.map((host) => [host.name, varsOf(host)])) },
    all: { children: groups.map(({ name }) => name) },
    ...Object.fromEntries(groups.map((group) => [group.name, { hosts: group.hosts.map(({ name }) => name) }])),
  };
  return `${JSON.stringify(answer, undefined, 2)}\n`;
};
