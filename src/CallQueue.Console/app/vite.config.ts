import { defineConfig } from "vitest/config";

// The address of a running callqueue for `npm run dev`, such as CALLQUEUE_URL=http://127.0.0.1:8000.
const server = process.env.CALLQUEUE_URL ?? "http://127.0.0.1:8000";

export default defineConfig({
  // Relative to <base href>, which the server sets to the path it is reached by.
  base: "",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: "../dist",
    emptyOutDir: true,
    target: "es2022",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
  server: { proxy: { "/api": { target: server, changeOrigin: true }, "/openapi": { target: server, changeOrigin: true } } },
});
