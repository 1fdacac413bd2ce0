import { beforeEach, expect, test } from "vitest";
import { claimCodes } from "#app/claims/claim-codes.server.ts";
import { exportClaims } from "#app/claims/export-claims.server.ts";
import { findCode } from "#app/claims/find-code.server.ts";
import { findContact } from "#app/claims/find-contact.server.ts";
import { findKey } from "#app/claims/find-key.server.ts";
import { listClaims } from "#app/claims/list-claims.server.ts";
import { lookUpClaim } from "#app/claims/look-up-claim.server.ts";
import { releaseCodes } from "#app/claims/release-codes.server.ts";
import { ERASE_CONTACT_SLICE_CLAIMS, ERASE_CONTACT_SLICES_WAITED_FOR } from "#app/config/limits.ts";
import { database } from "#app/db/database.server.ts";
import { findWrongCounts } from "#app/health/find-wrong-counts.server.ts";
import { listHistory } from "#app/history/list-history.server.ts";
import { readPoolDetail } from "#app/pools/read-pool-detail.server.ts";
import { askErasure } from "#app/privacy/ask-erasure.server.ts";
import { eraseContact } from "#app/privacy/erase-contact.server.ts";
import { resumeErasures } from "#app/privacy/resume-erasures.server.ts";
import { recordRedemptions } from "#app/redemptions/record-redemptions.server.ts";
import { claimRequest } from "#test/support/claim-request.ts";
import { expectCountsEqualRows } from "#test/support/counts-equal-rows.ts";
import { freshDatabase } from "#test/support/database.ts";
import { newEndpoint } from "#test/support/outbox.ts";
import { codesNamed, newAccount, poolWithCodes } from "#test/support/pool-with-codes.ts";

freshDatabase();

let accountId: string;
let count = 0;
beforeEach(async () => {
  count += 1;
  accountId = await newAccount();
});

const fresh = (quantity: number) => codesNamed(`E${count}`, quantity);
const ask = async (text: string, ...values: unknown[]) =>
  (await database().pool.query(text, values)).rows as Record<string, unknown>[];

async function claimAll(pool: string, recipients: [key: string, contact: string][], campaign = "welcome") {
  return await claimCodes(
    claimRequest({
      accountId,
      pool,
      campaign: { id: campaign, type: "automation" },
      recipients: recipients.map(([key, contact]) => ({ key, contact })),
    }),
  );
}

async function claim(pool: string, key: string, contact: string, campaign?: string): Promise<string> {
  const result = await claimAll(pool, [[key, contact]], campaign);
  if (!result.ok) return result.refusal.code;
  const [got] = result.value.claims;
  return `${got?.outcome} ${got?.code}`;
}

const erase = (...contacts: string[]) =>
  askErasure({ accountId, source: "merchant", actor: "Ada", contacts });

async function order(code: string, orderId: string): Promise<void> {
  const { id: storeId } = await database().prisma.store.findFirstOrThrow({ where: { accountId } });
  await recordRedemptions({
    accountId,
    storeId,
    news: [
      {
        kind: "redeemed",
        code,
        orderId,
        orderNumber: `#${orderId}`,
        total: "9",
        discount: "1",
        currency: "EUR",
        at: new Date(),
      },
    ],
  });
}

/** Every column of the database, the queue's own included, in which one of these texts stands. */
async function traces(...texts: string[]): Promise<string[]> {
  const columns = await ask(
    `select c.table_schema || '."' || c.table_name || '"' as "table", c.column_name as "column"
     from information_schema.columns c
     join information_schema.tables t using (table_schema, table_name)
     where table_schema in ('public', 'pgboss') and table_type = 'BASE TABLE'
       and data_type in ('text', 'jsonb', 'json', 'ARRAY', 'bytea', 'character varying')`,
  );
  const found: string[] = [];
  for (const { table, column } of columns) {
    const rows = await ask(
      `select 1 from ${table} where exists (select from unnest($1::text[]) t where strpos("${column}"::text, t) > 0) limit 1`,
      texts,
    );
    if (rows.length > 0) found.push(`${table}.${column}`);
  }
  return found;
}

test("of an erased contact neither hash nor key is left anywhere, and codes and counts stay as they were", async () => {
  const codes = fresh(4);
  const pool = await poolWithCodes(accountId, codes, { perContact: "for_good" });
  const other = await poolWithCodes(accountId, codesNamed(`O${count}`, 4));
  await newEndpoint(accountId);
  await claim(pool, "ada-1", "ada@example.com");
  await claim(pool, "ada-2", "ada@example.com");
  await claim(pool, "bob-1", "bob@example.com");
  await claim(other, "ada-3", "Ada@Example.com ");
  await order(codes[0] ?? "", "1001");
  const [{ hash } = {}] = await ask(
    "select encode(contact_hash, 'hex') as hash from claims where key = 'ada-1' and pool_id = $1",
    pool,
  );
  const texts = ["ada-1", "ada-2", "ada-3", "ada@example.com", String(hash)];
  expect(await traces(...texts)).toEqual(
    expect.arrayContaining(['public."claims".key', 'public."claims".contact_hash', 'public."events".detail']),
  );
  const before = await ask("select id, state, assigned_at, expires_at from codes order by id");
  const detail = await readPoolDetail({ accountId, poolId: pool });

  expect(await erase("ADA@example.com")).toEqual({ status: "completed", messages: 3 });

  expect(await traces(...texts)).toEqual([]);
  expect(await ask("select id, state, assigned_at, expires_at from codes order by id")).toEqual(before);
  expect(await readPoolDetail({ accountId, poolId: pool })).toEqual(detail);
  expect(await findWrongCounts(null)).toEqual([]);
  expect(await findContact({ accountId, contact: "ada@example.com" })).toEqual([]);
  expect(await findContact({ accountId, contact: "bob@example.com" })).toMatchObject([{ key: "bob-1" }]);
  expect(
    await ask(
      "select detail ->> 'key' as key, detail ->> 'code' as code from events where type = 'code.redeemed' and pool_id = $1",
      pool,
    ),
  ).toEqual([{ key: null, code: codes[0] }]);
});

test("a repeat of an erased key is refused, alone and among others, and takes no code", async () => {
  const pool = await poolWithCodes(accountId, fresh(5));
  await claimAll(pool, [
    ["ada-1", "ada@example.com"],
    ["bob-1", "bob@example.com"],
  ]);
  await erase("ada@example.com");
  expect(await claim(pool, "ada-1", "ada@example.com")).toBe("key_erased");
  // The campaign and the contact make no difference.
  expect(await claim(pool, "ada-1", "eve@example.com", "spring")).toBe("key_erased");
  const among = await claimAll(pool, [
    ["new-1", "new@example.com"],
    ["ada-1", "ada@example.com"],
  ]);
  expect(among).toMatchObject({
    ok: false,
    refusal: { code: "key_erased", errors: [{ path: "recipients.1.key" }] },
  });
  expect(await lookUpClaim({ accountId, pool, key: "ada-1" })).toMatchObject({
    ok: false,
    refusal: { code: "key_erased" },
  });
  expect(await lookUpClaim({ accountId, pool, key: "new-1" })).toMatchObject({
    ok: false,
    refusal: { code: "not_found" },
  });
  // Others go on as if nothing had been, in the same pool, and the same key in another one is another message.
  expect(await claim(pool, "bob-1", "bob@example.com")).toBe(`repeated E${count}-000002`);
  expect(await claim(pool, "new-1", "new@example.com")).toBe(`assigned E${count}-000003`);
  const other = await poolWithCodes(accountId, codesNamed(`P${count}`, 1));
  expect(await claim(other, "ada-1", "ada@example.com")).toBe(`assigned P${count}-000001`);
  await expectCountsEqualRows(pool);
});

test("requests that wait in one fold are told apart: only that with the erased key is refused", async () => {
  const pool = await poolWithCodes(accountId, fresh(40));
  await claim(pool, "ada-1", "ada@example.com");
  await erase("ada@example.com");
  const answers = await Promise.all(
    Array.from({ length: 30 }, (_, index) =>
      index % 3 === 0 ? claim(pool, "ada-1", "ada@example.com") : claim(pool, `k-${index}`, `c-${index}`),
    ),
  );
  expect(answers.filter((answer) => answer === "key_erased")).toHaveLength(10);
  expect(new Set(answers.filter((answer) => answer.startsWith("assigned"))).size).toBe(20);
  await expectCountsEqualRows(pool);
});

test("a pool that gives a contact one code gives an erased one another", async () => {
  const pool = await poolWithCodes(accountId, fresh(3), { perContact: "for_good" });
  expect(await claim(pool, "ada-1", "ada@example.com")).toBe(`assigned E${count}-000001`);
  expect(await claim(pool, "ada-2", "ada@example.com")).toBe(`kept E${count}-000001`);
  await erase("ada@example.com");
  expect(await claim(pool, "ada-3", "ada@example.com")).toBe(`assigned E${count}-000002`);
  expect(await claim(pool, "ada-4", "ada@example.com")).toBe(`kept E${count}-000002`);
  await expectCountsEqualRows(pool);
});

test("what is shown of an erased message is its code, its campaign and its times, without a key", async () => {
  const [code = ""] = fresh(1);
  const pool = await poolWithCodes(accountId, [code]);
  await claim(pool, "ada-1", "ada@example.com");
  await erase("ada@example.com");
  expect((await findCode({ accountId, code }))?.claims).toMatchObject([
    { key: null, outcome: "assigned", campaignId: "welcome" },
  ]);
  expect(await findKey({ accountId, key: "ada-1" })).toEqual([]);
  expect(await listClaims({ accountId, poolId: pool, offset: 0, limit: 5 })).toMatchObject([
    { key: null, code },
  ]);
  const exported = await exportClaims({ accountId, poolId: pool, from: null, to: null, timeZone: "UTC" });
  if (!exported.ok) throw new Error(exported.refusal.detail);
  let text = "";
  for await (const part of exported.value.text) text += part;
  expect(text.split("\r\n")[1]).toMatch(new RegExp(`^Pool \\d+,${code},assigned,,welcome,automation,`));
});

test("an erased key cannot give its code back", async () => {
  const pool = await poolWithCodes(accountId, fresh(1), { releaseAllowed: true });
  await claim(pool, "ada-1", "ada@example.com");
  await erase("ada@example.com");
  expect(await releaseCodes({ accountId, actor: "test", pool, keys: ["ada-1"] })).toMatchObject({
    ok: true,
    value: { results: [{ key: "ada-1", result: "unknown" }] },
  });
  await expectCountsEqualRows(pool);
});

test("an event of an order that comes after the erasure names no key", async () => {
  const [code = ""] = fresh(1);
  const pool = await poolWithCodes(accountId, [code]);
  await newEndpoint(accountId);
  await claim(pool, "ada-1", "ada@example.com");
  await erase("ada@example.com");
  await order(code, "1001");
  expect(
    await ask(
      "select detail ->> 'key' as key from events where type = 'code.redeemed' and pool_id = $1",
      pool,
    ),
  ).toEqual([{ key: null }]);
  expect(await ask("select assigned, redeemed from pools where id = $1", pool)).toEqual([
    { assigned: 1, redeemed: 1 },
  ]);
});

test("a large contact is erased in slices: who asks waits for some, and a job that may be stopped does the rest", async () => {
  const waitedFor = ERASE_CONTACT_SLICE_CLAIMS * ERASE_CONTACT_SLICES_WAITED_FOR;
  const messages = waitedFor + ERASE_CONTACT_SLICE_CLAIMS + 1;
  const pool = await poolWithCodes(accountId, fresh(1), { whenDry: "fallback", fallbackCode: "ALWAYS" });
  await claim(pool, "first", "ada@example.com");
  await database().pool.query(
    `insert into claims (pool_id, key, account_id, client_id, contact_hash, campaign_id, campaign_type, outcome, fallback_code, claimed_at)
     select pool_id, 'key-' || n, account_id, client_id, contact_hash, campaign_id, campaign_type, 'fallback', 'ALWAYS', claimed_at
     from claims, generate_series(1, $2::int) n where key = 'first' and pool_id = $1`,
    [pool, messages - 1],
  );
  expect(await erase("ada@example.com")).toEqual({ status: "running", messages: waitedFor });
  const [{ id: requestId } = {}] = await ask(
    "select id from privacy_requests where account_id = $1",
    accountId,
  );
  const job = { requestId: String(requestId) };
  expect(
    await ask(
      "select data from pgboss.job where name = 'erase-contact' and data ->> 'requestId' = $1",
      requestId,
    ),
  ).toEqual([{ data: job }]);
  await expect(eraseContact({ ...job, signal: AbortSignal.abort() })).rejects.toThrow();
  // Two at once get in nobody's way, and nothing is counted twice.
  await Promise.all([
    eraseContact({ ...job, signal: new AbortController().signal }),
    eraseContact({ ...job, signal: new AbortController().signal }),
  ]);
  expect(await eraseContact(job)).toBe("done");
  expect(
    await ask("select state, messages, contact_hashes from privacy_requests where id = $1", requestId),
  ).toEqual([{ state: "done", messages, contact_hashes: [] }]);
  expect(
    await ask("select count(*)::int as left from claims where pool_id = $1 and contact_hash <> ''", pool),
  ).toEqual([{ left: 0 }]);
  expect(await listHistory({ accountId, about: "privacy", limit: 5 })).toMatchObject([
    {
      actor: "Ada",
      sentence: `A contact was erased, with the keys of ${messages.toLocaleString("en-US")} messages`,
    },
  ]);
});

test("an erasure whose job gave up is given another one, once", async () => {
  const pool = await poolWithCodes(accountId, fresh(1));
  await claim(pool, "ada-1", "ada@example.com");
  await database().pool.query("truncate pgboss.job");
  await database().pool.query(
    `insert into privacy_requests (id, account_id, kind, source, actor, contact_hashes, received_at)
     select 'prq_late', account_id, 'erase', 'shopify', 'system', array[contact_hash], now() - interval '1 day' from claims where pool_id = $1`,
    [pool],
  );
  await resumeErasures();
  await resumeErasures();
  expect(
    await ask("select data from pgboss.job where name = 'erase-contact' and start_after <= now()"),
  ).toEqual([{ data: { requestId: "prq_late" } }]);
  expect(await eraseContact({ requestId: "prq_late" })).toBe("done");
  expect(await findContact({ accountId, contact: "ada@example.com" })).toEqual([]);
});

test("who is not known is erased without a trace when an email platform asks, and with a note when a person does", async () => {
  const nobody = { accountId, contacts: ["nobody@example.com"] };
  expect(await askErasure({ ...nobody, source: "api", actor: "API client Mailer" })).toEqual({
    status: "completed",
    messages: 0,
  });
  expect(await ask("select 1 from privacy_requests where account_id = $1", accountId)).toEqual([]);
  expect(await listHistory({ accountId, about: "privacy", limit: 5 })).toEqual([]);
  await askErasure({ ...nobody, source: "merchant", actor: "Ada" });
  expect(await listHistory({ accountId, about: "privacy", limit: 5 })).toMatchObject([
    { actor: "Ada", sentence: "A contact was to be erased; nothing was stored of them" },
  ]);
});

test("claims and an erasure at the same moment: a key is answered with one code at most", async () => {
  const pool = await poolWithCodes(accountId, fresh(200));
  const keys = Array.from({ length: 20 }, (_, index) => `ada-${index}`);
  for (const key of keys) await claim(pool, key, "ada@example.com");
  const codeOf = new Map(
    (await findContact({ accountId, contact: "ada@example.com" })).map((line) => [line.key, line.code]),
  );
  const repeats = Promise.all(
    Array.from({ length: 10 }, () => keys)
      .flat()
      .map(async (key) => ({ key, answer: await claim(pool, key, "ada@example.com") })),
  );
  await erase("ada@example.com");
  for (const { key, answer } of await repeats) {
    expect([`repeated ${codeOf.get(key)}`, "key_erased"]).toContain(answer);
  }
  expect(await ask("select assigned from pools where id = $1", pool)).toEqual([{ assigned: keys.length }]);
  await expectCountsEqualRows(pool);
});
