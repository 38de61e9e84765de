import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { it } from "node:test";

import { EVENTS } from "../../../ui/src/text/events.zh.ts";
import { refusals } from "../../../ui/src/text/update-refusals.zh.ts";

const ROOT = join(import.meta.dirname, "../../..");

it("every reason why an update is refused, or did not stay, has Chinese words, on its page and in the events", () => {
  const texts = globSync("appliance/update/**/*.ts", { cwd: ROOT }).map((file) =>
    readFileSync(join(ROOT, file), "utf8"),
  );
  const codes = new Set(texts.join("\n").match(/(?<=")RS_UPDATE_[A-Z_]+(?=")/g));
  const reasons = [...codes].filter((code) => EVENTS[code] === undefined);
  assert.ok(reasons.length > 15, String(reasons));
  assert.deepEqual(
    reasons.filter((code) => refusals[code] === undefined),
    [],
  );
  assert.equal(EVENTS["RS_UPDATE_BACK"]?.("RS_UPDATE_NO_PAGE", "").includes("RS_"), false);
});
