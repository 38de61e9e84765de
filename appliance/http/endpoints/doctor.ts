import { z } from "zod";

import { endpoint } from "../endpoint.ts";
import { macParam } from "../schemas.ts";
import * as schemas from "../schemas-doctor.ts";

const params = z.strictObject({ mac: macParam });
const tag = "doctor";

export const trace = endpoint({
  operationId: "getTrace",
  tag,
  summary: "What a machine did while it booted, step by step",
  params,
  answers: { 200: { description: "Its newest boots; none when it was not seen lately", schema: schemas.trace } },
  handle: ({ needs, params: { mac } }) => ({ body: { boots: needs.traces.boots(mac) } }),
});

export const packets = endpoint({
  operationId: "getPackets",
  tag,
  summary: "The newest packets of a machine, explained",
  params,
  answers: { 200: { description: "DHCP, and the packets that steer TFTP", schema: schemas.packets } },
  handle: ({ needs, params: { mac } }) => ({ body: { items: needs.traces.packets(mac) } }),
});

export const capture = endpoint({
  operationId: "getCapture",
  tag,
  summary: "The newest packets of a machine as a pcapng file, for Wireshark or tcpdump",
  params,
  answers: { 200: { description: "The capture", type: "application/x-pcapng", schema: z.string() } },
  handle: ({ needs, params: { mac } }) => ({
    body: needs.traces.capture(mac),
    headers: {
      "Content-Type": "application/x-pcapng",
      "Content-Disposition": `attachment; filename="rackseed-${mac.replaceAll(":", "")}.pcapng"`,
    },
  }),
});

export const findings = endpoint({
  operationId: "listFindings",
  tag,
  summary: "What is wrong just now, why, and what to do",
  panel: true,
  answers: { 200: { description: "All open findings, worst first", schema: schemas.findings } },
  handle: ({ needs }) => ({ body: { items: needs.doctor.findings() } }),
});

export const rules = endpoint({
  operationId: "listDoctorRules",
  tag,
  summary: "All that the boot doctor knows, with help",
  answers: { 200: { description: "The rules, in the order of a boot", schema: schemas.rules } },
  handle: ({ needs }) => ({ body: { items: needs.doctor.rules() } }),
});
