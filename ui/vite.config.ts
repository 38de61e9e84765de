import { defineConfig } from "vite";

// Hashed names lie under /ui/, which appliance/http/page.ts lets browsers keep for ever. Nothing is inlined: the
// Content-Security-Policy allows neither inline scripts nor data: addresses.
export default defineConfig({
  root: import.meta.dirname,
  build: {
    outDir: "dist",
    assetsDir: "ui",
    assetsInlineLimit: 0,
    target: "es2022",
    modulePreload: false,
    emptyOutDir: true,
  },
});
