import { beforeAll, expect, test } from "vitest";
import { PLAN_SETTINGS } from "#app/claims/run-fold.server.ts";
import { database } from "#app/db/database.server.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { loadSql } from "#app/db/load-sql.server.ts";
import { freshDatabase } from "#test/support/database.ts";
import { codesNamed, newAccount, poolWithCodes } from "#test/support/pool-with-codes.ts";

freshDatabase();

interface PlanNode {
  "Node Type": string;
  "Relation Name"?: string;
  "Index Name"?: string;
  "Index Cond"?: string;
  "Join Filter"?: string;
  Plans?: PlanNode[];
}

/** The nodes of the plan that a connection would make now and keep for every later fold. */
async function planOfNow(): Promise<PlanNode[]> {
  return await inTransaction(async (client) => {
    await client.query(PLAN_SETTINGS);
    const { rows } = await client.query(
      `explain (generic_plan, format json) ${loadSql("claims/claim-codes.sql")}`,
    );
    const all: PlanNode[] = [];
    const visit = (node: PlanNode) => {
      all.push(node);
      node.Plans?.forEach(visit);
    };
    visit(rows[0]["QUERY PLAN"][0].Plan);
    return all;
  });
}

/** By which index, and by which of its columns, each way once. */
async function waysToRead(): Promise<string[]> {
  const nodes = await planOfNow();
  const ways = nodes.flatMap((node) => {
    const index = node["Index Name"];
    const condition = node["Index Cond"] ?? "";
    return index ? [`${index}: ${COLUMNS.filter((column) => condition.includes(column)).join(", ")}`] : [];
  });
  return [...new Set(ways)].toSorted();
}

const COLUMNS = [
  "(id = ",
  "key, pool_id",
  "account_id, contact_hash, pool_id",
  "pool_id = ",
  '"position" >=',
];
const RIGHT = [
  "claims_account_id_contact_hash_pool_id_idx: account_id, contact_hash, pool_id",
  "claims_pkey: key, pool_id",
  "codes_pkey: (id = ",
  "codes_pool_id_position_idx: pool_id = ",
  'codes_pool_id_position_idx: pool_id = , "position" >=',
  "pools_pkey: (id = ",
];

async function expectRightPlan(): Promise<void> {
  expect(await waysToRead()).toEqual(RIGHT);
  const nodes = await planOfNow();
  expect(
    nodes.filter((node) => node["Node Type"] === "Seq Scan" && node["Relation Name"] !== undefined),
  ).toEqual([]);
  // One list of the fold against another, row by row, is what a fold of 5,000 must never do.
  expect(nodes.filter((node) => node["Node Type"] === "Nested Loop" && node["Join Filter"])).toEqual([]);
}

let accountId: string;
beforeAll(async () => {
  accountId = await newAccount();
});

// A connection makes the plan once, whenever its first claim comes, and keeps it while the tables grow.

test("the plan is right when it is made while the tables are empty", async () => {
  await expectRightPlan();
  await database().pool.query("vacuum analyze codes");
  await database().pool.query("vacuum analyze claims");
  await expectRightPlan();
});

test("the plan is right when it is made with one small pool or many, analysed or not", async () => {
  await poolWithCodes(accountId, codesNamed("SMALL", 20));
  await expectRightPlan();
  for (let count = 0; count < 20; count += 1) {
    const pool = await poolWithCodes(accountId, codesNamed(`MANY-${count}`, 500));
    await database().pool.query(
      `insert into claims (pool_id, key, account_id, client_id, contact_hash, campaign_id, campaign_type, outcome, code_id, claimed_at)
       select pool_id, 'key-' || id, account_id, 'cpk', sha256(id::text::bytea), 'c', 'automation', 'assigned', id, now()
       from codes where pool_id = $1`,
      [pool],
    );
  }
  await expectRightPlan();
  await database().pool.query("analyze codes");
  await database().pool.query("analyze claims");
  await expectRightPlan();
});
