import { createHash } from "node:crypto";

import { z } from "zod";

import { AppError } from "../../errors.ts";
import type { Mac } from "../../net/mac.ts";
import { endpoint } from "../endpoint.ts";
import { given } from "../given.ts";
import type { Machine, Needs } from "../needs.ts";
import { pageOf } from "../paging.ts";
import { checkUnchanged } from "../precondition.ts";
import { armWindow } from "../schemas-machines.ts";
import { listOf, machine, machineChange, macParam, pageQuery, run } from "../schemas.ts";

const tag = "machines";
const params = z.strictObject({ mac: macParam });
const one = { description: "The machine; its ETag covers what a person can change", schema: machine };
const ifMatch = { "If-Match": "The ETag of the machine as it was read: a change in between is then not overwritten" };

export const list = endpoint({
  operationId: "listMachines",
  panel: true,
  tag,
  summary: "All machines, known and only seen",
  query: pageQuery.extend({
    mac: z
      .string()
      .max(4000)
      .transform((text) => text.split(","))
      .pipe(z.array(macParam).max(200))
      .optional()
      .meta({ description: "Only these, separated by commas; those that are not there are left out" }),
  }),
  answers: { 200: { description: "One page", schema: listOf(machine, "MachineList") } },
  handle: ({ needs, query: { mac, ...page } }) => {
    const { items, ...next } = mac === undefined ? pageOf(needs.machines.macs(), (item) => item, page) : { items: mac };
    return { body: { items: items.flatMap((item) => needs.machines.get(item) ?? []), ...next } };
  },
});

export const get = endpoint({
  operationId: "getMachine",
  panel: true,
  tag,
  summary: "One machine with its newest run",
  params,
  answers: { 200: one, 404: { description: "No such machine" } },
  handle: ({ needs, params: { mac } }) => withTag(find(needs, mac)),
});

export const put = endpoint({
  operationId: "putMachine",
  tag,
  summary: "Enter a machine, or replace what is known about it",
  params,
  body: machineChange,
  headers: ifMatch,
  answers: {
    200: one,
    201: { ...one, description: "It was entered" },
    412: { description: "Changed by someone else" },
  },
  handle: ({ needs, params: { mac }, body, header }) => {
    const before = needs.machines.get(mac);
    checkUnchanged(header("if-match"), before === undefined ? undefined : tagOf(before));
    const saved = needs.machines.save(mac, { ...CLEARED, ...given(body) });
    return { ...withTag(saved), status: before === undefined ? 201 : 200 };
  },
});

export const patch = endpoint({
  operationId: "patchMachine",
  tag,
  summary: "Change some of what is known about a machine",
  params,
  body: machineChange,
  headers: ifMatch,
  answers: { 200: one, 404: { description: "No such machine" }, 412: { description: "Changed by someone else" } },
  handle: ({ needs, params: { mac }, body, header }) => {
    checkUnchanged(header("if-match"), tagOf(find(needs, mac)));
    return withTag(needs.machines.save(mac, given(body)));
  },
});

export const remove = endpoint({
  operationId: "deleteMachine",
  tag,
  summary: "Forget a machine; it is listed as new when it is seen again",
  params,
  answers: { 204: { description: "Forgotten" }, 404: { description: "No such machine" } },
  handle: ({ needs, params: { mac } }) => {
    needs.machines.remove(find(needs, mac).mac);
    return { status: 204 };
  },
});

export const arm = endpoint({
  operationId: "armMachine",
  tag,
  summary: "Allow this machine to be wiped and installed the next time it boots from the network",
  params,
  body: z.strictObject({ window: armWindow }).optional().meta({ description: "Nothing, or for how long" }),
  headers: {
    "Idempotency-Key": "A word of your choice: repeated within an hour, it gives the same run and arms nothing again",
  },
  answers: {
    201: { description: "The machine is armed", schema: run },
    404: { description: "No such machine" },
    409: { description: "It cannot be armed now; the detail says why" },
  },
  handle: async ({ needs, params: { mac }, body, who }) => {
    const run = await needs.runs.arm(find(needs, mac).mac, { window: body?.window, by: who?.name });
    return { status: 201, body: run };
  },
});

const CLEARED = {
  name: null,
  address: null,
  profile: null,
  vars: null,
  rack: null,
  unit: null,
  height: null,
  notes: null,
} as const;

function find(needs: Needs, mac: Mac): Machine {
  const found = needs.machines.get(mac);
  if (found === undefined) throw new AppError("RS_MACHINE_NOT_FOUND", 404, `There is no machine ${mac}.`, "mac");
  return found;
}

const tagOf = ({ name, address, profile, vars, rack, unit, height, notes }: Machine): string =>
  createHash("sha256")
    .update(JSON.stringify([name, address, profile, vars ?? {}, rack, unit, height, notes]))
    .digest("base64url");

const withTag = (body: Machine): { body: Machine; headers: Record<string, string> } => ({
  body,
  headers: { ETag: `"${tagOf(body)}"` },
});
