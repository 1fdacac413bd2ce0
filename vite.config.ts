import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig } from "vite";
import remixOptions from "./remix.config.js";

export default defineConfig({
  plugins: [remix(remixOptions)],
  server: { host: "127.0.0.1" },
  // A file of its own for every asset: an embedded app's policy may forbid data addresses.
  build: { assetsInlineLimit: 0, chunkSizeWarningLimit: 700 },
  optimizeDeps: { include: ["@shopify/app-bridge-react", "@shopify/polaris"] },
});
