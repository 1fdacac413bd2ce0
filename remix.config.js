/**
 * The options of Remix. With Vite they are passed to its plugin, which `vite.config.ts` does.
 *
 * @type {import("@remix-run/dev").VitePluginConfig}
 */
export default {
  appDirectory: "app",
  serverModuleFormat: "esm",
  future: {
    v3_fetcherPersist: true,
    v3_relativeSplatPath: true,
    v3_throwAbortReason: true,
    v3_lazyRouteDiscovery: false,
    v3_routeConfig: true,
    // Shopify's library answers an expired session token to single loaders; it does not know single fetch.
    v3_singleFetch: false,
  },
};
