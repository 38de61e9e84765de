import type { Config } from "./config-schema.ts";
import { placeProblem, unitsOf } from "./machines/place.ts";
import type { Ipv4 } from "./net/ipv4.ts";
import { scopeProblems } from "./network/scope-guard.ts";
import { broadcastAddress, formatRange, formatSubnet, isHostOf, subnetContains, subnetsOverlap } from "./net/subnet.ts";

/** One thing that is wrong in a configuration: where, what stands there, why it cannot be and what to do. */
export interface Problem {
  readonly key: string;
  readonly value: unknown;
  readonly because: string;
}

/** The rules between settings, each of which is right by itself. */
export function checkConfig(config: Config): Problem[] {
  return [
    ...ownAddress(config),
    ...sharedPorts(config),
    ...subnets(config),
    ...duplicates(config),
    ...references(config),
    ...machines(config),
  ];
}

function ownAddress({ address, dhcp, subnets }: Config): Problem[] {
  if (!isHostOf(address.subnet, address.address)) {
    return [
      {
        key: "address",
        value: address.address,
        because: `it is the network or broadcast address of ${formatSubnet(address.subnet)}. Choose a host address in between.`,
      },
    ];
  }
  if (
    dhcp.mode === "server" &&
    subnets.length > 0 &&
    !subnets.some(({ cidr }) => subnetContains(cidr, address.address))
  ) {
    return [
      {
        key: "subnets",
        value: subnets.map(({ cidr }) => formatSubnet(cidr)).join(", "),
        because: `none of them holds the appliance's own address ${address.address}. Add the subnet ${formatSubnet(address.subnet)}.`,
      },
    ];
  }
  return [];
}

function sharedPorts({ http, https }: Config): Problem[] {
  return https.ports.flatMap((port, index) => {
    if (!http.ports.includes(port)) return [];
    const because = "http.ports has this port already, and a port speaks one of the two. Remove it from one list.";
    return [{ key: `https.ports[${index}]`, value: port, because }];
  });
}

function subnets(config: Config): Problem[] {
  const problems: Problem[] = [];
  config.subnets.forEach((subnet, index) => {
    const { cidr, pool, router, lease } = subnet;
    const at = `subnets[${index}]`;
    const hosts = `Choose host addresses of ${formatSubnet(cidr)}.`;
    if (pool !== undefined) {
      // Every subnet of a file is declared on purpose; those that are not the interface's lie behind a relay.
      const around = { own: config.address, relayed: true };
      for (const { because } of scopeProblems({ subnet: cidr, pool, router, dns: subnet.dns }, around)) {
        problems.push({ key: `${at}.pool`, value: formatRange(pool), because });
      }
    }
    if (router !== undefined && !isHostOf(cidr, router)) {
      problems.push({
        key: `${at}.router`,
        value: router,
        because: `clients of ${formatSubnet(cidr)} cannot reach a router outside their subnet. ${hosts}`,
      });
    }
    if (lease < 60)
      problems.push({
        key: `${at}.lease`,
        value: `${lease}s`,
        because: "leases under one minute make every machine ask all the time. Use 60s or more.",
      });
    config.subnets.slice(0, index).forEach((other, otherIndex) => {
      if (subnetsOverlap(cidr, other.cidr)) {
        problems.push({
          key: `${at}.cidr`,
          value: formatSubnet(cidr),
          because: `it overlaps subnets[${otherIndex}] ${formatSubnet(other.cidr)}. Remove one of them.`,
        });
      }
    });
  });
  return problems;
}

function duplicates(config: Config): Problem[] {
  return [
    ...twice(config.machines, "machines", "mac", "Each machine stands in the list once; remove one of them."),
    ...twice(config.machines, "machines", "name", "Give each machine its own name."),
    ...twice(config.machines, "machines", "address", "An address can be reserved for one machine only."),
    ...twice(config.images, "images", "name", "Give each image its own name."),
    ...twice(config.profiles, "profiles", "name", "Give each profile its own name."),
  ];
}

function twice<T>(items: readonly T[], list: string, field: keyof T & string, remedy: string): Problem[] {
  return items.flatMap((item, index) => {
    const first = items.findIndex((other) => other[field] === item[field]);
    if (item[field] === undefined || first === index) return [];
    return [
      {
        key: `${list}[${index}].${field}`,
        value: item[field],
        because: `it stands in ${list}[${first}] already. ${remedy}`,
      },
    ];
  });
}

function references(config: Config): Problem[] {
  const problems: Problem[] = [];
  const images = config.images.map((image) => image.name);
  const profiles = config.profiles.map((profile) => profile.name);
  const list = (names: readonly string[], what: string): string =>
    names.length === 0 ? `Add it under ${what}.` : `Known ${what} are: ${names.join(", ")}.`;
  config.images.forEach((image, index) => {
    if (image.verify === "required" && image.key === undefined && image.sha256 === undefined) {
      problems.push({
        key: `images[${index}].key`,
        value: undefined,
        because: `it is missing, so no signature of ${image.name} can be checked. Name the publisher's key file or an .iso's sha256, or say verify: none (the image is then marked "not verified").`,
      });
    }
  });
  config.profiles.forEach((profile, index) => {
    if (!images.includes(profile.image)) {
      problems.push({
        key: `profiles[${index}].image`,
        value: profile.image,
        because: `there is no image of that name. ${list(images, "images")}`,
      });
    }
    if (profile.install === "manual" && profile.installScript !== undefined) {
      problems.push({
        key: `profiles[${index}].installScript`,
        value: "#!…",
        because: "a manual profile runs no install script. Use install: automatic, or remove it.",
      });
    }
  });
  config.machines.forEach((machine, index) => {
    if (machine.profile !== undefined && !profiles.includes(machine.profile)) {
      problems.push({
        key: `machines[${index}].profile`,
        value: machine.profile,
        because: `there is no profile of that name. ${list(profiles, "profiles")}`,
      });
    }
  });
  problems.push(...menu(config, list(profiles, "profiles")));
  const { unknownMachines } = config;
  if (typeof unknownMachines === "object") {
    const profile = config.profiles.find((candidate) => candidate.name === unknownMachines.install);
    if (profile === undefined) {
      problems.push({
        key: "unknownMachines.install",
        value: unknownMachines.install,
        because: `there is no profile of that name. ${list(profiles, "profiles")}`,
      });
    } else if (profile.install === "manual") {
      problems.push({
        key: "unknownMachines.install",
        value: unknownMachines.install,
        because: "it is a manual profile, which installs nothing by itself. Name a profile with install: automatic.",
      });
    }
  }
  return problems;
}

function menu(config: Config, known: string): Problem[] {
  if (config.menu === undefined) {
    const because = "there is no menu. Add menu: { profiles: [NAME] }.";
    return config.unknownMachines === "menu" ? [{ key: "unknownMachines", value: "menu", because }] : [];
  }
  return config.menu.profiles.flatMap((name, index): Problem[] => {
    const profile = config.profiles.find((candidate) => candidate.name === name);
    const key = `menu.profiles[${index}]`;
    if (profile === undefined) return [{ key, value: name, because: `there is no profile of that name. ${known}` }];
    if (profile.install === "manual") return [];
    return [
      {
        key,
        value: name,
        because: "it installs by itself, and a menu must not wipe a disk. Use a profile with install: manual.",
      },
    ];
  });
}

function machines(config: Config): Problem[] {
  const standing = new Map<string, string>();
  return config.machines.flatMap((machine, index) => {
    const at = `machines[${index}]`;
    const problems: Problem[] = [];
    if (machine.armed && machine.profile === undefined) {
      problems.push({
        key: `${at}.armed`,
        value: true,
        because: "a machine without a profile has nothing to install. Add profile: NAME.",
      });
    }
    if (machine.armed && config.profiles.find(({ name }) => name === machine.profile)?.install === "manual") {
      problems.push({
        key: `${at}.armed`,
        value: true,
        because: `its profile ${machine.profile ?? ""} is manual and never armed. Remove armed, or use a profile with install: automatic.`,
      });
    }
    problems.push(...place(machine, at, standing));
    if (machine.address !== undefined) problems.push(...reservation(config, `${at}.address`, machine.address));
    return problems;
  });
}

/** `standing`: what was found so far to stand in each unit of each rack. */
function place(machine: Config["machines"][number], at: string, standing: Map<string, string>): Problem[] {
  const wrong = placeProblem(machine);
  if (wrong !== undefined) return [{ key: `${at}.unit`, value: machine.unit, because: wrong }];
  for (const unit of unitsOf(machine)) {
    const key = `${machine.rack ?? ""} ${unit}`;
    const other = standing.get(key);
    if (other !== undefined) {
      const because = `${other} stands in unit ${unit} of rack ${machine.rack ?? ""} already. Choose free units.`;
      return [{ key: `${at}.unit`, value: machine.unit, because }];
    }
    standing.set(key, at);
  }
  return [];
}

function reservation(config: Config, key: string, value: Ipv4): Problem[] {
  if (value === config.address.address)
    return [{ key, value, because: "this is the appliance's own address. Choose another." }];
  const subnet = config.subnets.find(({ cidr }) => subnetContains(cidr, value));
  if (subnet === undefined) {
    return config.subnets.length === 0
      ? []
      : [
          {
            key,
            value,
            because: "it lies in none of the subnets. Choose an address of one of them, or add its subnet.",
          },
        ];
  }
  if (value === subnet.router) return [{ key, value, because: "this is the subnet's router. Choose another." }];
  if (value === subnet.cidr.network || value === broadcastAddress(subnet.cidr)) {
    return [
      {
        key,
        value,
        because: `this is the network or broadcast address of ${formatSubnet(subnet.cidr)}. Choose a host address.`,
      },
    ];
  }
  return [];
}
