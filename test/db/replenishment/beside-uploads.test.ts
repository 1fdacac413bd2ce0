import pg from "pg";
import { beforeEach, expect, test } from "vitest";
import { claimCodes } from "#app/claims/claim-codes.server.ts";
import { codeFormatSchema } from "#app/codes/code-format.ts";
import { codeKey } from "#app/codes/code-key.ts";
import { lockAccountCodes } from "#app/codes/lock-account-codes.server.ts";
import { database } from "#app/db/database.server.ts";
import { replenishPool } from "#app/replenishment/replenish-pool.server.ts";
import { claimRequest } from "#test/support/claim-request.ts";
import { expectCountsEqualRows } from "#test/support/counts-equal-rows.ts";
import { freshDatabase } from "#test/support/database.ts";
import { mintCodes } from "#test/support/dynamic-pool.ts";
import { emptyPool, importText } from "#test/support/import-file.ts";
import { newAccount } from "#test/support/pool-with-codes.ts";
import { newPool, newTemplate } from "#test/support/replenished-pool.ts";
import { uploadDirectoryOfItsOwn } from "#test/support/upload-directory.ts";

const { url } = freshDatabase();
uploadDirectoryOfItsOwn();

/** 1,296 codes in all, so that drawn and uploaded ones meet: without one order of locks the upload failed, five deadlocks in a row. */
const LETTERS = "BCDFGH";
const FEW = { alphabet: "own", characters: LETTERS, groups: 1, groupLength: 4, prefix: "" };
const EVERY_CODE = [...LETTERS].flatMap((a) =>
  [...LETTERS].flatMap((b) => [...LETTERS].flatMap((c) => [...LETTERS].map((d) => a + b + c + d))),
);

let accountId: string;
let templateId: string;
beforeEach(async () => {
  accountId = await newAccount();
  templateId = await newTemplate(accountId);
});

async function fewCodesPool(bufferFixed: number): Promise<string> {
  const { id } = await newPool(accountId, templateId, { bufferFixed });
  const codeFormat = codeFormatSchema.parse(FEW);
  await database().prisma.pool.update({ where: { id }, data: { codeFormat } });
  return id;
}
const claim = async (pool: string) =>
  await claimCodes(
    claimRequest({
      accountId,
      pool,
      campaign: { id: "campaign", type: "automation" },
      recipients: [{ key: "key", contact: "contact" }],
    }),
  );
/** Resolves once somebody waits for a lock of the database. */
async function somebodyWaits(): Promise<void> {
  for (;;) {
    const { rowCount } = await database().pool.query(
      "select 1 from pg_locks where not granted and database = (select oid from pg_database where datname = current_database()) limit 1",
    );
    if (rowCount) return;
  }
}

test("claims go on while replenishing waits for an upload that is adding the codes it draws", async () => {
  const id = await fewCodesPool(300);
  const { storeId } = await database().prisma.template.findUniqueOrThrow({ where: { id: templateId } });
  await mintCodes({ id, accountId, storeId, templateId }, 5);
  const poolId = await emptyPool(accountId);
  const upload = new pg.Client({ connectionString: url() });
  await upload.connect();
  await upload.query("begin");
  await lockAccountCodes(upload, accountId);
  await upload.query(
    `insert into codes (account_id, pool_id, code, code_key) select $1, $2, code, key from unnest($3::text[], $4::text[]) as c (code, key)
     on conflict (account_id, code_key) do nothing`,
    [accountId, poolId, EVERY_CODE, EVERY_CODE.map(codeKey)],
  );
  const replenishing = replenishPool({ poolId: id });
  await somebodyWaits();
  expect(await claim(id)).toMatchObject({ ok: true, value: { claims: [{ outcome: "assigned" }] } });
  await upload.query("rollback");
  await upload.end();
  expect((await replenishing).written).toBeGreaterThan(0);
  await expectCountsEqualRows(id);
});

test("pools and uploads that want the same codes at the same time get each once, and none waits for the other", async () => {
  const pools = await Promise.all(Array.from({ length: 6 }, () => fewCodesPool(600)));
  const poolId = await emptyPool(accountId);
  const { rows: before } = await database().pool.query<{ deadlocks: number }>(
    "select deadlocks from pg_stat_database where datname = current_database()",
  );
  const backwards = EVERY_CODE.toReversed();
  const [upload] = await Promise.all([
    importText({ accountId, poolId }, `code\n${backwards.slice(0, 1_200).join("\n")}\n`),
    ...pools.map((pool) => replenishPool({ poolId: pool })),
  ]);
  const { rows } = await database().pool.query<{ codes: number; keys: number }>(
    "select count(*)::int as codes, count(distinct code_key)::int as keys from codes where account_id = $1",
    [accountId],
  );
  expect(rows[0]?.codes).toBe(rows[0]?.keys);
  expect(upload.added + upload.duplicateInAccount).toBe(1_200);
  for (const pool of [...pools, poolId]) await expectCountsEqualRows(pool);
  await database().pool.query("select pg_stat_force_next_flush()");
  const { rows: after } = await database().pool.query<{ deadlocks: number }>(
    "select deadlocks from pg_stat_database where datname = current_database()",
  );
  expect(after[0]?.deadlocks).toBe(before[0]?.deadlocks);
});
