import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { build, type Plugin } from "vite";

const UI = join(import.meta.dirname, "../../ui");

/** Puts the pseudo language in the place of every English catalogue. The page that is shipped knows nothing of it. */
const pseudoWords: Plugin = {
  name: "pseudo-words",
  enforce: "pre",
  transform: (code, id) => {
    if (!/\/src\/text\/(.*\.)?en\.ts$/.test(id)) return undefined;
    const names: string[] = [];
    const plain = code.replaceAll(/^export const (\w+)/gm, (_, name: string) => {
      names.push(name);
      return `const plain_${name}`;
    });
    if (names.length === 0) throw new Error(`${id} exports no catalogue`);
    const words = names.map((name) => `export const ${name} = pseudo(plain_${name});`).join("\n");
    return `import { pseudo } from "${UI}/src/text/pseudo.ts";\n${plain}\n${words}\n`;
  },
};

/** The page in the pseudo language, built to a folder that goes with it. */
export async function buildPseudo(): Promise<{ folder: string } & AsyncDisposable> {
  const folder = await mkdtemp(join(tmpdir(), "rackseed-pseudo-"));
  await build({
    configFile: join(UI, "vite.config.ts"),
    logLevel: "warn",
    plugins: [pseudoWords],
    build: { outDir: folder, emptyOutDir: true },
  });
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}
