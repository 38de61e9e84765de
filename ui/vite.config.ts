import { defineConfig } from "vite";

// Hashed names lie under /ui/, which appliance/http/page.ts lets browsers keep for ever. Nothing is inlined: the
// Content-Security-Policy allows no data: addresses, and of inline scripts only those of the two documents, by their hashes.
/** Styles and elements stand in template literals, where the minifier may not touch white space; there it means nothing. */
const shortTemplates = {
  name: "short-templates",
  transform: (code: string, id: string): string | undefined =>
    /\/src\/.*\.ts$/.test(id) && /\b(css|html|svg)`/.test(code)
      ? code.replaceAll(/\bcss`[^`$]*`/g, (style) => style.replaceAll(/\s+/g, " ")).replaceAll(/\n[ \t]+/g, "\n") // the indentation of elements, and of code, where it means nothing either
      : undefined,
};

/**
 * What a document begins with is asked for once: a network that changed just then would leave it blank (Chromium drops all that
 * is on its way). appliance/http/page.ts lets this script run, by its hash.
 */
const BEGIN_AGAIN = `addEventListener("error", ({ target }) => {
  if (target !== window && document.readyState !== "complete") setTimeout(() => location.reload(), 1000);
}, true);`;
const beginAgain = {
  name: "begin-again",
  transformIndexHtml: () => [{ tag: "script", children: BEGIN_AGAIN, injectTo: "head-prepend" as const }],
};

export default defineConfig({
  plugins: [shortTemplates, beginAgain],
  root: import.meta.dirname,
  build: {
    outDir: "dist",
    assetsDir: "ui",
    assetsInlineLimit: 0,
    target: "es2022",
    modulePreload: false,
    emptyOutDir: true,
    rolldownOptions: {
      input: { index: `${import.meta.dirname}/index.html`, panel: `${import.meta.dirname}/panel.html` },
    },
  },
});
