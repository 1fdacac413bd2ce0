import { spawn } from "node:child_process";

// Every fault test with 200 seeds instead of ten: FAULT_RUNS=500 FAULT_SEED=201 npm run faults -- <vitest filters>

const child = spawn("node_modules/.bin/vitest", ["run", "--project", "faults", ...process.argv.slice(2)], {
  stdio: "inherit",
  env: { ...process.env, FAULT_RUNS: process.env.FAULT_RUNS ?? "200" },
});
child.on("error", (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
child.on("close", (code) => process.exit(code ?? 1));
