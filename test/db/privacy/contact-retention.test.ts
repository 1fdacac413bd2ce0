import { beforeEach, expect, test } from "vitest";
import { claimCodes } from "#app/claims/claim-codes.server.ts";
import { ERASE_CONTACT_SLICE_CLAIMS } from "#app/config/limits.ts";
import { database } from "#app/db/database.server.ts";
import { findWrongCounts } from "#app/health/find-wrong-counts.server.ts";
import { listHistory } from "#app/history/list-history.server.ts";
import { forgetOldContacts } from "#app/privacy/forget-old-contacts.server.ts";
import { readPrivacy } from "#app/privacy/read-privacy.server.ts";
import { setContactMonths } from "#app/privacy/set-contact-months.server.ts";
import { claimRequest } from "#test/support/claim-request.ts";
import { freshDatabase } from "#test/support/database.ts";
import { codesNamed, newAccount, poolWithCodes } from "#test/support/pool-with-codes.ts";

freshDatabase();

let accountId: string;
let poolId: string;
let count = 0;
beforeEach(async () => {
  count += 1;
  accountId = await newAccount();
  poolId = await poolWithCodes(accountId, codesNamed(`R${count}`, 3_000), { perContact: "for_good" });
});

async function claim(keys: string[]): Promise<string[]> {
  const answer = await claimCodes(
    claimRequest({ accountId, pool: poolId, recipients: keys.map((key) => ({ key, contact: `of ${key}` })) }),
  );
  return answer.ok ? answer.value.claims.map(({ outcome }) => outcome) : [answer.refusal.code];
}

/** Everything so far was so many months ago. */
async function monthsPass(months: number): Promise<void> {
  const { pool } = database();
  await pool.query(
    "update claims set claimed_at = claimed_at - make_interval(months => $2) where pool_id = $1",
    [poolId, months],
  );
  await pool.query(
    "update pools set created_at = created_at - make_interval(months => $2), contacts_from = contacts_from - make_interval(months => $2) where id = $1",
    [poolId, months],
  );
}

const forget = async () => await forgetOldContacts(new AbortController().signal);
const known = async () =>
  await database().prisma.claim.count({ where: { poolId, contactHash: { not: new Uint8Array() } } });
const keysNamed = (prefix: string, quantity: number) =>
  Array.from({ length: quantity }, (_, n) => `${prefix}-${n}`);

test("contacts of messages older than the account keeps them are forgotten, younger ones are not", async () => {
  await claim(keysNamed("old", 5));
  await monthsPass(7);
  await claim(keysNamed("young", 4));
  await setContactMonths({ accountId, actor: "Ada", months: 6 });
  await forget();
  expect(await known()).toBe(4);
  expect(await claim(["old-0"])).toEqual(["key_erased"]);
  expect(await claim(["young-0"])).toEqual(["repeated"]);
  expect(await findWrongCounts(null)).toEqual([]);
});

test("without the setting nobody is forgotten", async () => {
  await claim(keysNamed("old", 3));
  await monthsPass(60);
  await forget();
  expect(await known()).toBe(3);
});

test("more than a slice is done in one night, and what came of age since in the next", async () => {
  const quantity = Math.min(2_500, ERASE_CONTACT_SLICE_CLAIMS * 2 + 10);
  for (let from = 0; from < quantity; from += 1_000)
    await claim(keysNamed(`many-${from}`, Math.min(1_000, quantity - from)));
  await monthsPass(13);
  await setContactMonths({ accountId, actor: "Ada", months: 13 });
  await claim(keysNamed("later", 2));
  await forget();
  expect(await known()).toBe(2);
  await monthsPass(14);
  await forget();
  expect(await known()).toBe(0);
  expect(await findWrongCounts(null)).toEqual([]);
});

test("the setting is in the history and on the page, and can be taken back", async () => {
  await setContactMonths({ accountId, actor: "Ada", months: 24 });
  expect((await readPrivacy(accountId)).contactMonths).toBe(24);
  await setContactMonths({ accountId, actor: "Ada", months: 24 });
  await setContactMonths({ accountId, actor: "Ada", months: null });
  expect((await readPrivacy(accountId)).contactMonths).toBeNull();
  const lines = JSON.stringify(await listHistory({ accountId, limit: 50 }));
  expect(lines.match(/contact_months_set/g)).toHaveLength(2);
});

test("an account whose last store is gone, and its key with it, holds up no other account and is forgotten as well", async () => {
  const { pool } = database();
  // Never claimed from: no process holds its key.
  const { rows } = await pool.query<{ id: string }>(
    `insert into accounts (id, name, contact_months) values ('acc_0', 'Account without a store', 3) returning id`,
  );
  const [left] = rows;
  await pool.query(
    `insert into pools (id, account_id, name, handle, type, created_at)
     values ('pool_0', $1, 'First in line', 'first', 'static', now() - interval '9 months')`,
    [left?.id],
  );
  await pool.query(
    `insert into claims (pool_id, key, account_id, client_id, contact_hash, campaign_id, campaign_type, outcome, claimed_at)
     values ('pool_0', 'ada@example.com', $1, 'cpk_test', '\\x01', 'welcome', 'automation', 'fallback', now() - interval '9 months')`,
    [left?.id],
  );
  await claim(keysNamed("old", 2));
  await monthsPass(7);
  await setContactMonths({ accountId, actor: "Ada", months: 6 });
  await forget();
  expect(await known()).toBe(0);
  const { rows: claims } = await pool.query<{ key: string; hash: Buffer }>(
    "select key, contact_hash as hash from claims where pool_id = 'pool_0'",
  );
  expect(claims).toEqual([{ key: expect.not.stringContaining("ada"), hash: Buffer.alloc(0) }]);
});
