// How fast a full account answers: a thousand pools, ten million codes, a million claims. The dashboard's data against
// counting the rows, a search against the round trip to the database alone, the export against COPY of the same rows,
// and the memory that it takes. `--codes 1000000` for fewer.
import { parseArgs } from "node:util";
import { to as copyTo } from "pg-copy-streams";
import { exportClaims } from "#app/claims/export-claims.server.ts";
import { findCode } from "#app/claims/find-code.server.ts";
import { findContact } from "#app/claims/find-contact.server.ts";
import { findKey } from "#app/claims/find-key.server.ts";
import { database } from "#app/db/database.server.ts";
import { dashboardData } from "#app/pages/dashboard-data.server.ts";
import { readPoolListQuery } from "#app/ui/pool-list-query.ts";
import { withBenchDatabase } from "./bench-database.ts";
import {
  checkCodeKeys,
  codeNumbered,
  type FilledAccount,
  fillAccount,
  POOLS,
} from "./dashboard/fill-account.ts";
import { type Times, timesOf } from "./dashboard/times-of.ts";

const CLAIMS_MOST = 1_000_000;
const RUNS = 101;
const GOALS = { dashboardMs: 100, searchMs: 50, growthBytes: 64 * 1_048_576 };
/** What a merchant looks at: the page as it opens, and the ways to narrow and to order it. */
const LOOKS = [
  "",
  "page=25",
  "sort=attention&direction=asc",
  "sort=percent&direction=asc",
  "status=low",
  "search=campaign+99",
];

const number = (value: number) => value.toLocaleString("en-US");
const ms = ({ median, slowest }: Times) => `${median.toFixed(2)} ms (slowest ${slowest.toFixed(1)})`;

/** Prints the medians and what they are compared with. */
export async function run(): Promise<void> {
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: { codes: { type: "string", default: "10000000" } },
  });
  const codes = Number(values.codes);
  const claims = Math.min(CLAIMS_MOST, Math.floor(codes / 2));
  checkCodeKeys();
  await withBenchDatabase(async () => {
    const start = performance.now();
    const account = await fillAccount(codes, claims);
    const seconds = (performance.now() - start) / 1_000;
    console.log(
      `${number(POOLS)} pools, ${number(codes)} codes, ${number(claims)} claims: set up in ${seconds.toFixed(0)} s`,
    );
    await measureDashboard(account);
    await measureSearch(account, codes);
    await measureExport(account);
  });
}

async function measureDashboard({ accountId }: FilledAccount): Promise<void> {
  let worst = 0;
  for (const look of LOOKS) {
    const query = readPoolListQuery(new URLSearchParams(look));
    const times = await timesOf(RUNS, async () => await dashboardData(accountId, query));
    worst = Math.max(worst, times.median);
    console.log(`  dashboard ${`?${look}`.padEnd(35)} ${ms(times)}`);
  }
  const { pool } = database();
  const start = performance.now();
  await pool.query("select pool_id, state, count(*) from codes where account_id = $1 group by 1, 2", [
    accountId,
  ]);
  const counted = performance.now() - start;
  console.log(
    `  counting the rows instead${" ".repeat(21)}${counted.toFixed(0)} ms: ${(counted / worst).toFixed(0)} times the slowest of these (goal: below ${GOALS.dashboardMs} ms)`,
  );
  if (worst >= GOALS.dashboardMs) process.exitCode = 1;
}

async function measureSearch({ accountId, claims }: FilledAccount, codes: number): Promise<void> {
  const { pool } = database();
  const trip = await timesOf(RUNS, async () => await pool.query("select 1"));
  // As the page does: nobody says whether it is a code, a contact or a key.
  const find = async (asked: string) =>
    await Promise.all([
      findCode({ accountId, code: asked }),
      findContact({ accountId, contact: asked }),
      findKey({ accountId, key: asked }),
    ]);
  const step = Math.floor(codes / RUNS / 2);
  const asked: [string, (run: number) => string][] = [
    ["a code that was claimed", (run) => codeNumbered(1 + ((run * 7_919) % claims))],
    ["any code", (run) => codeNumbered(1 + run * step)],
    ["a code of nobody", (run) => `NOBODY-${run}`],
    ["a contact", () => "Ada@Example.com"],
    ["a key", (run) => `msg-${String(1 + ((run * 104_729) % claims)).padStart(9, "0")}`],
  ];
  let worst = 0;
  for (const [what, ask] of asked) {
    const times = await timesOf(RUNS, async (run) => await find(ask(run)));
    worst = Math.max(worst, times.median);
    console.log(
      `  search for ${what.padEnd(34)} ${ms(times)}: ${(times.median / trip.median).toFixed(1)} round trips`,
    );
  }
  const [found, contact] = await Promise.all([find(codeNumbered(1)), find("ada@example.com")]);
  if (!found[0] || contact[1].length !== 1) throw new Error("The search did not find what is there.");
  console.log(
    `  a round trip to the database${" ".repeat(18)}${ms(trip)} (goal of a search: below ${GOALS.searchMs} ms)`,
  );
  if (worst >= GOALS.searchMs) process.exitCode = 1;
}

async function measureExport({ accountId, largePool, claims }: FilledAccount): Promise<void> {
  const copySeconds = await bareCopy(largePool);
  const exported = await exportClaims({
    accountId,
    poolId: null,
    from: null,
    to: null,
    timeZone: "Europe/Berlin",
  });
  if (!exported.ok) throw new Error(exported.refusal.detail);
  const start = performance.now();
  let [rows, bytes, warm, most] = [-1, 0, 0, 0];
  for await (const text of exported.value.text) {
    rows += text.split("\n").length - 1;
    bytes += Buffer.byteLength(text);
    const resident = process.memoryUsage.rss();
    if (rows < claims / 10) warm = Math.max(warm, resident);
    most = Math.max(most, resident);
  }
  const seconds = (performance.now() - start) / 1_000;
  if (rows !== claims) throw new Error(`The export has ${rows} rows of ${claims}.`);
  const growth = most - warm;
  const mebibytes = (size: number) => (size / 1_048_576).toFixed(0);
  console.log(
    `  export of ${number(claims)} claims${" ".repeat(19)}${seconds.toFixed(1)} s, ${mebibytes(bytes)} MiB`,
  );
  console.log(
    `  COPY of the same rows${" ".repeat(25)}${copySeconds.toFixed(1)} s: ${(seconds / copySeconds).toFixed(1)} times that`,
  );
  console.log(
    `  memory after the first tenth${" ".repeat(18)}grew by ${mebibytes(growth)} MiB of ${mebibytes(warm)} (goal: less than ${mebibytes(GOALS.growthBytes)})`,
  );
  if (growth >= GOALS.growthBytes) process.exitCode = 1;
}

/** What the database alone needs: the same columns by one statement, in no page and no order of ours. */
async function bareCopy(poolId: string): Promise<number> {
  const client = await database().pool.connect();
  try {
    const start = performance.now();
    const stream = client.query(
      copyTo(
        `copy (
           select k.code, k.state, c.key, c.campaign_id, c.campaign_type, c.outcome, c.claimed_at, k.expires_at, r.redeemed_at
           from claims c join codes k on k.id = c.code_id left join redemptions r on r.code_id = c.code_id
           where c.pool_id = '${poolId}'
         ) to stdout with (format csv)`,
      ),
    );
    for await (const chunk of stream) void chunk;
    return (performance.now() - start) / 1_000;
  } finally {
    client.release();
  }
}
