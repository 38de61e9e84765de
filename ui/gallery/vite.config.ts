import { defineConfig } from "vite";

import page from "../vite.config.ts";

/** The gallery: a page of its own for whoever works on the parts. It is never built into ui/dist. */
export default defineConfig({
  plugins: page.plugins ?? [],
  root: import.meta.dirname,
  publicDir: `${import.meta.dirname}/../public`,
  server: { host: "127.0.0.1" },
  build: { target: "es2022", modulePreload: false },
});
