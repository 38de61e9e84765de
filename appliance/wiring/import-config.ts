import { checkConfig } from "../config-check.ts";
import type { Config, SubnetConfig } from "../config-schema.ts";
import { AppError } from "../errors.ts";
import type { ConfigImport, ConfigImported } from "../http/needs-exchange.ts";
import { type ImportPlan, type Planned, planImport } from "../import-config/plan.ts";
import { readConfigOf, recognise } from "../import-config/read.ts";
import type { FoundMachine, FoundSubnet, Understood } from "../import-config/understood.ts";
import type { Inventory } from "../machines/inventory.ts";
import { formatRange, formatSubnet } from "../net/subnet.ts";
import type { Network } from "../network/plan.ts";
import type { SectionInputs } from "../settings/sections.ts";
import type { Settings } from "../settings/service.ts";
import { present } from "./views.ts";

export interface ImportPorts {
  readonly config: Config;
  readonly settings: Settings;
  readonly network: Network;
  readonly inventory: Inventory;
}

type SubnetInput = NonNullable<SectionInputs["network"]["subnets"]>[number];

/** Takes another DHCP server's machines and subnets into the house. */
export function configImport(ports: ImportPorts): ConfigImport {
  return {
    dhcp({ text, format, dryRun }) {
      const understood = read(text, format ?? recognise(text), ports.config);
      const plan = ports.network.plan();
      const planned = checked(
        planImport(understood, { machines: ports.inventory.list(), subnets: plan.subnets, saidBy: plan.saidBy }),
        ports,
      );
      if (dryRun) return view(understood, planned, false);
      enterSubnets(planned.subnets, understood, ports);
      return view(understood, { ...planned, machines: planned.machines.map((one) => enter(one, ports)) }, true);
    },
  };
}

function read(text: string, format: Understood["format"], config: Config): Understood {
  try {
    return readConfigOf(text, format, config.address);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error; // nested deeper than any configuration
    throw new AppError(
      "RS_IMPORT_UNREADABLE",
      422,
      `This is no configuration of a DHCP server. ${error.message}`,
      "text",
    );
  }
}

const inputOf = ({ cidr, pool, router, dns, domain, lease, allocation }: FoundSubnet): SubnetInput =>
  present({
    cidr: formatSubnet(cidr),
    pool: pool === undefined ? undefined : formatRange(pool),
    router,
    dns: dns.length === 0 ? undefined : [...dns],
    domain,
    lease: lease === undefined ? undefined : `${lease}s`,
    allocation,
  });

const DEFAULT_LEASE = 43_200;

const configOf = ({ cidr, pool, router, dns, domain, lease, allocation }: FoundSubnet): SubnetConfig => ({
  cidr,
  lease: lease ?? DEFAULT_LEASE,
  allocation,
  ...present({ pool, router, domain, dns: dns.length === 0 ? undefined : [...dns] }),
});

/** The same rules as for the configuration file: a pool with the router or the appliance in it comes in from nowhere. */
function checked(plan: ImportPlan, { config, network }: ImportPorts): ImportPlan {
  const coming = plan.subnets.filter(({ step }) => step === "new" || step === "changed" || step === "offered");
  const stay = network
    .plan()
    .subnets.filter(({ cidr }) => !coming.some(({ found }) => formatSubnet(found.cidr) === formatSubnet(cidr)));
  const subnets = [...stay, ...coming.map(({ found }) => configOf(found))];
  const problems = checkConfig({ ...config, subnets, machines: [], images: [], profiles: [] });
  const faultOf = (one: Planned<FoundSubnet>): string | undefined => {
    const at = coming.indexOf(one);
    const key = `subnets[${stay.length + at}]`;
    const problem = at < 0 ? undefined : problems.find((found) => found.key.startsWith(key));
    return problem === undefined
      ? undefined
      : `${problem.key.slice(key.length + 1)} ${String(problem.value)}: ${problem.because}`;
  };
  return {
    ...plan,
    subnets: plan.subnets.map((one) => {
      const because = faultOf(one);
      return because === undefined ? one : { found: one.found, step: "refused" as const, because };
    }),
  };
}

function enterSubnets(
  subnets: ImportPlan["subnets"],
  { authoritative }: Understood,
  { settings, network }: ImportPorts,
): void {
  const coming = subnets.filter(({ step }) => step === "new" || step === "changed").map(({ found }) => inputOf(found));
  if (coming.length === 0) return;
  const before = settings.raw("network");
  const kept = (before.subnets ?? []).filter(({ cidr }) => !coming.some((subnet) => subnet.cidr === cidr));
  settings.set("network", {
    ...before,
    subnets: [...kept, ...coming],
    authoritative: network.plan().authoritative || authoritative,
  });
}

function enter(one: Planned<FoundMachine>, { inventory }: ImportPorts): Planned<FoundMachine> {
  const { found, step } = one;
  if (step !== "new" && step !== "changed") return one;
  try {
    inventory.save(found.mac, { name: found.name, address: found.address });
    return one;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { found, step: "refused", because: error.message };
  }
}

const view = (understood: Understood, plan: ImportPlan, applied: boolean): ConfigImported => ({
  format: understood.format,
  applied,
  authoritative: understood.authoritative,
  subnets: plan.subnets.map(({ found, step, because }) =>
    present({
      line: found.line,
      cidr: formatSubnet(found.cidr),
      pool: found.pool === undefined ? undefined : formatRange(found.pool),
      router: found.router,
      dns: found.dns,
      domain: found.domain,
      lease: found.lease,
      allocation: found.allocation,
      step,
      because,
    }),
  ),
  machines: plan.machines.map(({ found, step, because }) => present({ ...found, step, because })),
  taken: understood.taken,
  notNeeded: understood.notNeeded,
  skipped: understood.skipped,
});
