import { signedBytes } from "#test/support/signed-bytes.ts";
import type { BenchDatabase } from "../bench-database.ts";
import { type BenchAccount, benchPool, settleTables } from "./bench-pool.ts";
import { type Load, load, median, percentile } from "./load.ts";
import { type RunningServer, startObvious, startProduct } from "./servers.ts";

const CONNECTIONS = 64;
const ROUNDS = 3;
const SECONDS = 6;
const WARM_UP_SECONDS = 2;
/** More than any of them can answer. */
const REQUESTS_PER_SECOND_MAX = 10_000;
const GOAL = 8;

interface Contender {
  name: string;
  server: RunningServer;
  poolId: string;
  rounds: Load[];
}

/** Single-recipient claims over signed HTTP: the product against the obvious way, in turns. */
export async function singleClaims(database: BenchDatabase, account: BenchAccount): Promise<boolean> {
  const contender = async (
    name: string,
    codes: number,
    server: Promise<RunningServer>,
  ): Promise<Contender> => ({
    name,
    server: await server,
    poolId: await benchPool(account, codes),
    rounds: [],
  });
  const product = await contender("the product", 400_000, startProduct(database));
  const obvious = await contender("the obvious way", 100_000, startObvious(database, account, "no"));
  const guarded = await contender("the same, made safe", 100_000, startObvious(database, account, "yes"));
  await settleTables();
  const contenders = [product, obvious, guarded];
  let keys = 0;
  const signed = signedBytes(account);
  const round = async ({ server, poolId }: Contender, seconds: number) => {
    const requests = Array.from({ length: seconds * REQUESTS_PER_SECOND_MAX }, () => {
      keys += 1;
      return signed("/api/v1/claims", {
        pool: poolId,
        campaign: { id: "bench", type: "automation" },
        recipients: [{ key: `single-${keys}`, contact: `person-${keys}@example.com` }],
      });
    });
    return await load({ port: server.port, connections: CONNECTIONS, requests, secondsMax: seconds });
  };
  try {
    for (const one of contenders) await round(one, WARM_UP_SECONDS);
    for (let count = 0; count < ROUNDS; count += 1) {
      for (const one of contenders) one.rounds.push(await round(one, SECONDS));
    }
  } finally {
    for (const { server } of contenders) await server.stop();
  }
  console.log(`Single recipients over signed HTTP, ${CONNECTIONS} connections, ${ROUNDS} rounds in turns`);
  const rate = print(product);
  const ratio = rate / Math.max(print(obvious), print(guarded));
  console.log(
    `  ratio                ${ratio.toFixed(1)} to the faster of the two (goal: at least ${GOAL})\n`,
  );
  return ratio >= GOAL;
}

/** Prints what came of a contender's rounds; its claims per second in the middle one. */
function print({ name, rounds }: Contender): number {
  const codes = rounds.flatMap((round) => round.codes);
  const twice = codes.length - new Set(codes).size;
  const rate = median(rounds.map(({ answers, seconds }) => answers / seconds));
  const [p50, p99] = [0.5, 0.99].map((part) =>
    median(rounds.map(({ latencies }) => percentile(latencies, part))).toFixed(1),
  );
  console.log(
    `  ${name.padEnd(20)} ${rate.toFixed(0)} claims/s, p50 ${p50} ms, p99 ${p99} ms, ${twice} codes given twice`,
  );
  return rate;
}
