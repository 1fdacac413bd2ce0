// `npm run bench -- <name>`: measures one thing on this machine and prints what it found. Exits with 1 where the
// product's own goal was missed.

const BENCHES: Record<string, () => Promise<{ run: () => Promise<void> }>> = {
  claims: () => import("./claims.ts"),
  dashboard: () => import("./dashboard.ts"),
  import: () => import("./import.ts"),
  magento: () => import("./magento.ts"),
  redemptions: () => import("./redemptions.ts"),
  replenish: () => import("./replenish.ts"),
};

const bench = BENCHES[process.argv[2] ?? ""];
if (!bench) {
  console.error(`Say which: npm run bench -- ${Object.keys(BENCHES).join(" | ")}`);
  process.exit(2);
}
await (await bench()).run();
