import { ansibleJson, ansibleYaml } from "../export/ansible.ts";
import { machinesCsv, netboxCsv } from "../export/csv.ts";
import { hostsFile, prometheusJson, sshConfig } from "../export/lists.ts";
import type { ExportMachine } from "../export/machine.ts";
import type { Exports } from "../http/needs-exchange.ts";
import type { Inventory } from "../machines/inventory.ts";
import type { Mac } from "../net/mac.ts";
import type { Profiles } from "../profiles/service.ts";

export interface ExportPorts {
  readonly inventory: Inventory;
  readonly profiles: Profiles;
  /** The address it has now. */
  readonly leaseOf: (mac: Mac) => string | undefined;
}

/** The machines that a person entered; what was merely seen on the wire is nobody's inventory. */
export function exports({ inventory, profiles, leaseOf }: ExportPorts): Exports {
  const machines = (profile: string | undefined): ExportMachine[] =>
    inventory
      .list()
      .filter((machine) => machine.known && (profile === undefined || machine.profile === profile))
      .map((machine) => ({
        ...machine,
        address: machine.address ?? leaseOf(machine.mac),
        user: machine.profile === undefined ? undefined : profiles.get(machine.profile)?.settings.user,
      }));
  return {
    text(format, { profile, port, site }) {
      const list = machines(profile);
      switch (format) {
        case "ansible.yaml":
          return ansibleYaml(list);
        case "ansible.json":
          return ansibleJson(list);
        case "ssh-config":
          return sshConfig(list);
        case "machines.csv":
          return machinesCsv(
            list.map((machine) => ({ ...machine, address: inventory.get(machine.mac as Mac)?.address })),
          );
        case "hosts":
          return hostsFile(list);
        case "prometheus.json":
          return prometheusJson(list, port);
        case "netbox.csv":
          return netboxCsv(list, site);
      }
    },
  };
}
