import { EnvironmentError } from "./config/env.server.ts";
import { closeDatabase } from "./db/database.server.ts";
import { findWrongCounts } from "./health/find-wrong-counts.server.ts";

// `npm run doctor`: compares the kept counts of every pool with its rows and says what it finds.
// Exits with 1 when something is wrong. Safe while the program runs: it reads one snapshot and changes nothing.

try {
  const wrong = await findWrongCounts(null);
  for (const { poolId, findings } of wrong)
    process.stdout.write(`${poolId}\n${findings.map((line) => `  ${line}\n`).join("")}`);
  process.stdout.write(
    wrong.length === 0 ? "All counts agree with the rows.\n" : `${wrong.length} pools need a look.\n`,
  );
  process.exitCode = wrong.length === 0 ? 0 : 1;
} catch (error) {
  console.error(error instanceof EnvironmentError ? error.message : error);
  process.exitCode = 1;
} finally {
  await closeDatabase();
}
