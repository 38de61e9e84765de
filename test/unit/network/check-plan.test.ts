import assert from "node:assert/strict";
import { test } from "node:test";

import { configSchema } from "../../../appliance/config-schema.ts";
import { parseIpv4 } from "../../../appliance/net/ipv4.ts";
import { checkPlan, type PlanFacts } from "../../../appliance/network/check-plan.ts";
import { type SectionInputs, networkSection } from "../../../appliance/settings/sections.ts";

const config = configSchema.parse({ address: "10.77.0.1/24" });
const POOL = { cidr: "10.77.0.0/24", pool: "10.77.0.100-10.77.0.199" };
const problems = (plan: SectionInputs["network"], facts: Partial<PlanFacts> = {}): string[] =>
  checkPlan(networkSection.parse(plan), { config, neighbours: [], live: [], otherServers: [], ...facts }).map(
    ({ key, because }) => `${key}: ${because}`,
  );

test("a plan that fits has no problem, and what is silent may hold what it likes", () => {
  assert.deepEqual(problems({ mode: "server", subnets: [POOL] }), []);
  assert.deepEqual(problems({ mode: "off", subnets: [POOL] }, { live: [parseIpv4("10.77.0.150")] }), []);
});

test("a pool must not hold the gateway, a name server, or anybody who answers (trust 2.4)", () => {
  const plan: SectionInputs["network"] = { mode: "server", subnets: [POOL] };
  assert.match(
    problems(plan, { neighbours: [parseIpv4("10.77.0.150")] }).join(),
    /^subnets\[0\]\.pool: .*10\.77\.0\.150/,
  );
  const live = Array.from({ length: 7 }, (_, index) => parseIpv4(`10.77.0.${150 + index}`));
  assert.match(problems(plan, { live }).join(), /10\.77\.0\.150, .*10\.77\.0\.154 and 2 more/);
  assert.deepEqual(problems(plan, { live: [parseIpv4("10.77.0.99")] }), []);
});

test("a pool over our own address is told once, not twice (trust 4.57)", () => {
  const plan: SectionInputs["network"] = { mode: "server", subnets: [{ ...POOL, pool: "10.77.0.1-10.77.0.99" }] };
  const told = problems(plan, { live: [parseIpv4("10.77.0.50")] });
  assert.equal(told.length, 1);
  assert.match(told[0] ?? "", /own address/);
});

test("beside a server that gives addresses only who says serveAnyway gives some too; boot information is free (trust 2.4)", () => {
  const otherServers = [parseIpv4("10.77.0.254")];
  const plan: SectionInputs["network"] = { mode: "server", subnets: [POOL] };
  assert.match(problems(plan, { otherServers }).join(), /^mode: 10\.77\.0\.254 already gives addresses/);
  assert.deepEqual(problems({ ...plan, serveAnyway: true }, { otherServers }), []);
  assert.deepEqual(problems({ mode: "off" }, { otherServers }), []);
});

test("a server without a subnet has nothing to give", () => {
  assert.match(problems({ mode: "server" }).join(), /^subnets: a server without a subnet/);
});
