import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { it } from "node:test";

import { RULES } from "../../../appliance/doctor/rules.ts";

const PAGE = new URL("../../../docs/doctor.md", import.meta.url);
const HEAD = `# The boot doctor

The servers are one process, so they see a machine's whole boot: its DHCP, its TFTP and HTTP transfers, its answers and its reports. Every other second the rules below look at whatever moved, and what they find is said on the overview and on the machine's page: what happened, since when, why (most likely first), what to do, and where it was seen. A finding closes by itself when it no longer holds.

- A rule is a file in \`appliance/doctor/rules/\`: a pure function of facts (\`doctor/facts.ts\`) with its words in English and Chinese. Its code never changes its meaning.
- \`GET /api/v1/findings\` lists what is open, \`GET /api/v1/doctor/rules\` all that the doctor knows. Opening adds an event with the rule's code, closing adds RS_DOCTOR_CLOSED; one that flaps is said once in ten minutes.
- Only machines that were seen within the last hour, are at work or have a finding are looked at.
- How long good installs of an image and profile were silent at most is kept in the database (\`memory\`, keys \`gap …\`); everything else lives in memory.

This page is made from the rules: \`UPDATE_DOCS=1 node --test test/unit/doctor/docs.test.ts\`.
`;

it("docs/doctor.md says what the rules say", () => {
  const sections = RULES.map(
    ({ id, code, severity, about, texts: { en } }) =>
      `## ${id}\n\n**${en.name}** · \`${code}\` · ${severity} · about ${about === "machine" ? "a machine" : "the appliance and its network"}\n\n${en.help.join("\n\n")}\n`,
  );
  const text = [HEAD, ...sections].join("\n");
  if (process.env["UPDATE_DOCS"] !== undefined) writeFileSync(PAGE, text);
  assert.equal(readFileSync(PAGE, "utf8"), text);
});
