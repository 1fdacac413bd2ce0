import { EnvironmentError } from "./config/env.server.ts";
import { closeDatabase, database } from "./db/database.server.ts";
import { findTroubles } from "./health/find-troubles.server.ts";
import { findWrongCounts } from "./health/find-wrong-counts.server.ts";
import { troubleWords } from "./health/trouble-words.ts";
import { NoDatabaseError, reachDatabase } from "./startup/reach-database.server.ts";

// `npm run doctor`: compares what is kept with the rows that it is made of, looks for work that stands still, and says
// what it finds and what to do. Exits with 1 when something needs a look. Safe while the program runs: it changes
// nothing.

const counted = (things: number, one: string) => `${things} ${one}${things === 1 ? "" : "s"}`;
const say = (line: string) => process.stdout.write(`${line}\n`);

try {
  await reachDatabase();
  const wrong = await findWrongCounts(null);
  for (const { poolId, findings } of wrong) {
    say(poolId);
    for (const line of findings) say(`  ${line}`);
    say(
      "    A count is moved with its codes in one transaction: a bug, or rows were changed by hand. Report it.",
    );
  }
  const troubles = await findTroubles(database().pool);
  for (const trouble of troubles) {
    const { found, advice } = troubleWords(trouble);
    say(trouble.subject);
    say(`  ${found}`);
    say(`    ${advice}`);
  }
  const found = wrong.length + troubles.length;
  say(
    found === 0
      ? "All counts agree with the rows, and nothing stands still."
      : `${counted(wrong.length, "pool")} with wrong counts, ${counted(troubles.length, "other finding")}.`,
  );
  process.exitCode = found === 0 ? 0 : 1;
} catch (error) {
  const isExpected = error instanceof EnvironmentError || error instanceof NoDatabaseError;
  console.error(isExpected ? error.message : error);
  process.exitCode = 1;
} finally {
  await closeDatabase();
}
