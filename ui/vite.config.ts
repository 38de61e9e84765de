import { defineConfig } from "vite";

// Hashed names lie under /ui/, which appliance/http/page.ts lets browsers keep for ever. Nothing is inlined: the
// Content-Security-Policy allows neither inline scripts nor data: addresses.
/** Styles stand in template literals, where the minifier may not touch white space; there it means nothing. */
const shortStyles = {
  name: "short-styles",
  transform: (code: string, id: string): string | undefined =>
    /\/src\/.*\.ts$/.test(id) ? code.replaceAll(/\bcss`[^`$]*`/g, (style) => style.replaceAll(/\s+/g, " ")) : undefined,
};

export default defineConfig({
  plugins: [shortStyles],
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
