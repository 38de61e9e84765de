// Makes docs/pictures anew: what the browser tests see, under the names in pictures.ts. `npm run pictures`
import { spawnSync } from "node:child_process";
import { readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { PICTURES } from "./pictures.ts";

const FOLDER = join(import.meta.dirname, "../../docs/pictures");
const MOST_BYTES = 200_000;
const TESTS = ["every-page.test.ts", "panel.test.ts"].map((name) => join(import.meta.dirname, name));

const isPicture = (name: string): boolean => name.endsWith(".png");
for (const name of readdirSync(FOLDER).filter(isPicture)) rmSync(join(FOLDER, name));

const env = { ...process.env, PICTURES: FOLDER };
const { status } = spawnSync(process.execPath, ["--test", "--test-concurrency=1", ...TESTS], { env, stdio: "inherit" });
const there = new Set(readdirSync(FOLDER).filter(isPicture));
const problems = Object.keys(PICTURES).flatMap((name) => {
  if (!there.has(`${name}.png`)) return [`${name}.png was not made.`];
  const { size } = statSync(join(FOLDER, `${name}.png`));
  return size > MOST_BYTES ? [`${name}.png has ${size} bytes, more than ${MOST_BYTES}.`] : [];
});
if (status !== 0) problems.push("A walk through the pages failed; see above.");

const rows = Object.entries(PICTURES).map(([name, shows]) => `- [${name}.png](${name}.png): ${shows}`);
writeFileSync(
  join(FOLDER, "README.md"),
  `# Pictures

Made by \`npm run pictures\` (which also writes this list) from the pages that the browser tests walk through; names
say page, size, scheme and language. To look at every page in every size, scheme and language instead:
\`SCREENSHOTS=/tmp/looks npm run test:browser\`.

${rows.join("\n")}
`,
);
for (const problem of problems) process.stderr.write(`${problem}\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
