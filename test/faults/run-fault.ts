import { createApiClient } from "#app/accounts/create-api-client.server.ts";
import { database } from "#app/db/database.server.ts";
import { findWrongCounts } from "#app/health/find-wrong-counts.server.ts";
import { getPool } from "#app/pools/get-pool.server.ts";
import { seededRandom } from "#sandbox/seeded-random.ts";
import { HttpConnection } from "#test/support/http-connection.ts";
import { emptyPool } from "#test/support/import-file.ts";
import { newAccount } from "#test/support/pool-with-codes.ts";
import { signedBytes } from "#test/support/signed-bytes.ts";
import { contactOf, type FaultPlan, type PlannedRequest } from "./fault-plan.ts";
import { type Answered, findBrokenPromises } from "./find-broken-promises.ts";
import type { WebProcesses } from "./web-processes.ts";

const CONNECTIONS = 64;
const TARGET = "/api/v1/claims";
/** Milliseconds before the same request is sent again after an error. */
const AGAIN_AFTER_MILLISECONDS = 20;
/** Milliseconds after which a request that is never answered is a complaint. */
const GIVE_UP_MILLISECONDS = 60_000;
const RECIPIENTS_AT_THE_END = 1_000;

export interface FaultReport {
  seed: number;
  codes: number;
  keys: number;
  requests: number;
  /** Requests that had to be sent again, for whatever reason. */
  sentAgain: number;
  kills: number;
  cuts: number;
  seconds: number;
  /** Empty: the promise was kept. */
  complaints: string[];
}

/**
 * Claims a pool of codes over two web processes with 64 connections while the plan's faults happen, and holds the
 * promise against what the clients wrote down.
 */
export async function runFault(plan: FaultPlan, webs: WebProcesses): Promise<FaultReport> {
  const startedAt = performance.now();
  const run = await prepare(plan, webs);
  await Promise.all(Array.from({ length: CONNECTIONS }, (_, number) => claimer(run, number)));
  await run.faults;
  const keys = [...new Set(plan.requests.flatMap((request) => request.keys))];
  const atTheEnd = await askAgain(run, keys);
  const pool = await getPool({ accountId: run.accountId, pool: run.poolId });
  if (!pool.ok) throw new Error(pool.refusal.detail);
  const wrong = await findWrongCounts(run.poolId);
  const faults = [...plan.faults.values()];
  return {
    seed: plan.seed,
    codes: plan.codes,
    keys: keys.length,
    requests: plan.requests.length,
    sentAgain: run.sentAgain,
    kills: faults.filter(({ kind }) => kind === "kill").length,
    cuts: faults.filter(({ kind }) => kind === "cut").length,
    seconds: (performance.now() - startedAt) / 1_000,
    complaints: [
      ...run.complaints,
      ...findBrokenPromises({ keys, codes: plan.codes, during: run.log, atTheEnd, pool: pool.value }),
      ...wrong.flatMap(({ findings }) => findings),
    ],
  };
}

/** A run and what its clients share. */
interface Run {
  plan: FaultPlan;
  webs: WebProcesses;
  accountId: string;
  poolId: string;
  bytes: (keys: readonly string[]) => Buffer;
  next: number;
  /** Nobody takes new work before this is over: a killed process that is to be killed again is starting. */
  faults: Promise<void>;
  log: Answered[];
  sentAgain: number;
  complaints: string[];
}

async function prepare(plan: FaultPlan, webs: WebProcesses): Promise<Run> {
  const accountId = await newAccount();
  const poolId = await emptyPool(accountId);
  await database().pool.query(
    `with added as (
       insert into codes (account_id, pool_id, code, code_key)
       select $1, $2, 'CODE-' || n, 'code-' || n from generate_series(1, $3::int) as n
     )
     update pools set added = $3, available = $3 where id = $2`,
    [accountId, poolId, plan.codes],
  );
  const client = await createApiClient({ accountId, name: "Faults", actor: "test" });
  if (!client.ok) throw new Error(client.refusal.detail);
  const signed = signedBytes({ keyId: client.value.id, secret: client.value.secret });
  return {
    plan,
    webs,
    accountId,
    poolId,
    bytes: (keys) =>
      signed(TARGET, {
        pool: poolId,
        campaign: { id: "faults", type: "automation" },
        recipients: keys.map((key) => ({ key, contact: contactOf(key) })),
      }),
    next: 0,
    faults: Promise.resolve(),
    log: [],
    sentAgain: 0,
    complaints: [],
  };
}

/** One connection to each process; takes request after request until none is left. */
async function claimer(run: Run, number: number): Promise<void> {
  const random = seededRandom(run.plan.seed * 1_000 + number);
  const connections = run.webs.ports.map((port) => new HttpConnection(port));
  for (;;) {
    await run.faults;
    const index = run.next;
    const request = run.plan.requests[index];
    if (!request) break;
    run.next += 1;
    const answer = untilAnswered(run, request, connections, random);
    const fault = run.plan.faults.get(index);
    if (fault) run.faults = run.faults.then(() => cause(run, fault));
    run.log.push(...(await answer));
  }
  for (const connection of connections) connection.close();
}

async function cause(run: Run, fault: NonNullable<ReturnType<FaultPlan["faults"]["get"]>>): Promise<void> {
  if (fault.kind === "kill") {
    // Comes back while the other one goes on; only a second death of the same waits for it.
    await run.webs.kill(fault.process, fault.afterMilliseconds);
  } else {
    await database().pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and application_name = 'coupon-pools' and pid <> pg_backend_pid()`,
    );
  }
}

/** Sends one request until it is answered, as a caller that knows the contract does. */
async function untilAnswered(
  run: Run,
  { keys, isAbandoned }: PlannedRequest,
  connections: HttpConnection[],
  random: () => number,
): Promise<Answered[]> {
  const giveUpAt = Date.now() + GIVE_UP_MILLISECONDS;
  let abandons = isAbandoned;
  for (;;) {
    const connection = connections[random() < 0.5 ? 0 : 1] as HttpConnection;
    try {
      const answer = connection.request(run.bytes(keys));
      if (abandons) setTimeout(() => connection.close(), random() * 5);
      abandons = false;
      const { status, body } = await answer;
      if (status === 200) return (JSON.parse(body) as { claims: Answered[] }).claims;
      if (status < 500) {
        run.complaints.push(`${keys[0]} was answered ${status}: ${body}`);
        return [];
      }
    } catch (error) {
      if (error instanceof SyntaxError) run.complaints.push(`${keys[0]} got an answer that is not JSON`);
    }
    if (Date.now() > giveUpAt) {
      run.complaints.push(`${keys[0]} was not answered in a minute`);
      return [];
    }
    run.sentAgain += 1;
    await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER_MILLISECONDS));
  }
}

/** Asks for every key once more, now that all is quiet. */
async function askAgain(run: Run, keys: readonly string[]): Promise<Answered[]> {
  const connections = run.webs.ports.map((port) => new HttpConnection(port));
  const random = seededRandom(run.plan.seed);
  const answers: Answered[] = [];
  for (let from = 0; from < keys.length; from += RECIPIENTS_AT_THE_END) {
    const some = keys.slice(from, from + RECIPIENTS_AT_THE_END);
    answers.push(...(await untilAnswered(run, { keys: some, isAbandoned: false }, connections, random)));
  }
  for (const connection of connections) connection.close();
  return answers;
}
