import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ClaimAnswer, ClaimAnswers, ClaimRequest } from "#app/claims/claim-answer.ts";
import { claimCodes } from "#app/claims/claim-codes.server.ts";
import { releaseCodes } from "#app/claims/release-codes.server.ts";
import { codeKey } from "#app/codes/code-key.ts";
import { database } from "#app/db/database.server.ts";
import { loadSql } from "#app/db/load-sql.server.ts";
import type { Result } from "#app/errors/refusal.ts";
import { type ClaimProcess, startClaimProcess } from "#test/support/claim-process.ts";
import { claimRequest } from "#test/support/claim-request.ts";
import { expectCountsEqualRows } from "#test/support/counts-equal-rows.ts";
import { freshDatabase } from "#test/support/database.ts";
import { lockWaits } from "#test/support/lock-waits.ts";
import { codesNamed, newAccount, poolWithCodes } from "#test/support/pool-with-codes.ts";

// What goes wrong between processes. Every claim here runs in one of two Node processes of their own, or waits
// for a transaction that this file holds open with its own hands.

const { url } = freshDatabase();

let accountId: string;
let one: ClaimProcess;
let two: ClaimProcess;
/** The connection that plays whoever is in the way. */
let other: pg.Client;

beforeAll(async () => {
  accountId = await newAccount();
  [one, two] = await Promise.all([
    startClaimProcess({ databaseUrl: url() }),
    startClaimProcess({ databaseUrl: url() }),
  ]);
  other = new pg.Client(url());
  await other.connect();
});
afterAll(async () => {
  await other.end();
  await Promise.all([one.kill(), two.kill()]);
});

function request(
  pool: string,
  recipients: (string | [key: string, contact: string])[],
  campaign = "welcome",
): ClaimRequest {
  return claimRequest({
    accountId,
    pool,
    campaign: { id: campaign, type: "automation" },
    recipients: recipients.map((recipient) =>
      typeof recipient === "string"
        ? { key: recipient, contact: `${recipient}@example.com` }
        : { key: recipient[0], contact: recipient[1] },
    ),
  });
}

function claimsOf(result: Result<ClaimAnswers>): ClaimAnswer[] {
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value.claims;
}

function words(result: Result<ClaimAnswers>): string[] {
  return claimsOf(result).map(({ outcome, code }) => (code ? `${outcome} ${code}` : outcome));
}

/** Holds the pool's row from another connection; what `work` started waits until its transaction ends. */
async function whileHolding(
  pool: string,
  work: () => Promise<void>,
  end: "commit" | "rollback" = "commit",
): Promise<void> {
  await other.query("begin");
  await other.query("select 1 from pools where id = $1 for update", [pool]);
  try {
    await work();
  } finally {
    await other.query(end);
  }
}

test("the same key in flight in two processes gets one code, and both are told it", async () => {
  const pool = await poolWithCodes(accountId, codesNamed("FLIGHT", 100));
  const running: Promise<Result<ClaimAnswers>>[] = [];
  await whileHolding(pool, async () => {
    for (let round = 0; round < 10; round += 1) {
      running.push(one.claim(request(pool, ["a", "b", `one-${round}`])));
      running.push(two.claim(request(pool, ["b", `two-${round}`, "a"])));
    }
    await lockWaits(2);
  });
  const all = (await Promise.all(running)).flatMap(claimsOf);
  for (const key of ["a", "b"]) {
    const answers = all.filter((answer) => answer.key === key);
    expect(answers.filter(({ outcome }) => outcome === "assigned").length).toBe(1);
    expect(answers.filter(({ outcome }) => outcome === "repeated").length).toBe(19);
    expect(new Set(answers.map(({ code }) => code)).size).toBe(1);
  }
  const assigned = all.filter(({ outcome }) => outcome === "assigned").map(({ code }) => code);
  expect(new Set(assigned).size).toBe(22);
  expect(assigned.length).toBe(22);
  await expectCountsEqualRows(pool);
});

test("a claim waiting while an upload commits sees the new codes and the new count", async () => {
  const pool = await poolWithCodes(accountId, []);
  let running: Promise<Result<ClaimAnswers>> | undefined;
  await whileHolding(pool, async () => {
    await other.query(
      `with added as (
         insert into codes (account_id, pool_id, code, code_key)
         select $1, $2, code, key from unnest($3::text[], $4::text[]) as u (code, key)
         returning position
       )
       update pools set added = 3, available = 3, claim_cursor = least(claim_cursor, (select min(position) from added))
       where id = $2`,
      [accountId, pool, codesNamed("UPLOAD", 3), codesNamed("UPLOAD", 3).map(codeKey)],
    );
    running = one.claim(request(pool, ["a", "b"]));
    await lockWaits(1);
  });
  expect(await running).toMatchObject({
    value: {
      claims: [
        { outcome: "assigned", code: "UPLOAD-000001" },
        { outcome: "assigned", code: "UPLOAD-000002" },
      ],
      pool: { remaining: 1, percentRemaining: 33.33 },
    },
  });
  await expectCountsEqualRows(pool);
});

test("a pool that ran dry hands out what an upload adds, however far its cursor had come", async () => {
  const pool = await poolWithCodes(accountId, codesNamed("BEFORE", 2));
  // Positions drawn before the pool's last claim, committed after it: a long merge does that.
  await other.query("begin");
  const { rows } = await other.query<{ position: number }>(
    "select nextval('codes_position_seq') as position from generate_series(1, 3)",
  );
  expect(words(await one.claim(request(pool, ["a", "b", "c"])))).toEqual([
    "assigned BEFORE-000001",
    "assigned BEFORE-000002",
    "exhausted",
  ]);
  await other.query("select 1 from pools where id = $1 for update", [pool]);
  await other.query(
    `insert into codes (account_id, pool_id, code, code_key, position)
     select $1, $2, 'AFTER-' || p, 'after-' || p, p from unnest($3::bigint[]) as p`,
    [accountId, pool, rows.map(({ position }) => position)],
  );
  await other.query(
    `update pools set added = added + 3, available = 3,
       claim_cursor = least(claim_cursor, $2) where id = $1`,
    [pool, rows[0]?.position],
  );
  await other.query("commit");
  const outcomes = claimsOf(await two.claim(request(pool, ["c", "d", "e", "f"]))).map(
    ({ outcome }) => outcome,
  );
  expect(outcomes).toEqual(["assigned", "assigned", "assigned", "exhausted"]);
  await expectCountsEqualRows(pool);
});

describe("the last codes held by a claim that rolls back", () => {
  test("come to the claim that waits for it, which is never told that the pool is exhausted", async () => {
    const pool = await poolWithCodes(accountId, codesNamed("LAST", 2));
    let running: Promise<Result<ClaimAnswers>>[] = [];
    await whileHolding(
      pool,
      async () => {
        // The very statement of a fold takes both codes, and is lost before its commit.
        const { rows } = await other.query(loadSql("claims/claim-codes.sql"), [
          pool,
          accountId,
          "each_message",
          0,
          0,
          "stop",
          null,
          [0, 0],
          ["lost-1", "lost-2"],
          [Buffer.alloc(32, 1), Buffer.alloc(32, 2)],
          ["welcome", "welcome"],
          ["automation", "automation"],
          ["cpk_test", "cpk_test"],
          null,
          "UTC",
          false,
          null,
          null,
          null,
          null,
          null,
        ]);
        expect(rows.map(({ outcome }) => outcome)).toEqual(["assigned", "assigned"]);
        running = [one.claim(request(pool, ["a"])), two.claim(request(pool, ["b"]))];
        await lockWaits(2);
      },
      "rollback",
    );
    const all = (await Promise.all(running)).flatMap(claimsOf);
    expect(all.map(({ outcome }) => outcome)).toEqual(["assigned", "assigned"]);
    expect(new Set(all.map(({ code }) => code))).toEqual(new Set(codesNamed("LAST", 2)));
    expect(words(await one.claim(request(pool, ["lost-1"])))).toEqual(["exhausted"]);
    await expectCountsEqualRows(pool);
  });

  test("or whose process is killed, come back too", async () => {
    const pool = await poolWithCodes(accountId, codesNamed("KILLED", 30));
    const doomed = await startClaimProcess({ databaseUrl: url() });
    const lost: Promise<unknown>[] = [];
    await whileHolding(pool, async () => {
      const keys = Array.from({ length: 30 }, (_, index) => `doomed-${index}`);
      lost.push(doomed.claim(request(pool, keys)).catch((error: Error) => error));
      await lockWaits(1);
      await doomed.kill();
    });
    await Promise.all(lost);
    // Its transaction may have been carried to its end by the database, or not: never in part.
    const answers = claimsOf(
      await one.claim(
        request(
          pool,
          Array.from({ length: 30 }, (_, index) => `doomed-${index}`),
        ),
      ),
    );
    expect(new Set(answers.map(({ outcome }) => outcome)).size).toBe(1);
    expect(new Set(answers.map(({ code }) => code)).size).toBe(30);
    await expectCountsEqualRows(pool);
  });
});

describe("keys in opposite order", () => {
  test("in batches of two processes meet no deadlock, and each key gets one code", async () => {
    const pool = await poolWithCodes(accountId, codesNamed("ORDER", 400));
    const running: Promise<Result<ClaimAnswers>>[] = [];
    for (let round = 0; round < 8; round += 1) {
      const keys = Array.from({ length: 50 }, (_, index) => `order-${round}-${index}`);
      running.push(one.claim(request(pool, keys)), two.claim(request(pool, keys.toReversed())));
    }
    const all = (await Promise.all(running)).flatMap(claimsOf);
    const codeOf = new Map<string, string | null>();
    for (const { key, code } of all) {
      expect(codeOf.get(key) ?? code).toBe(code);
      codeOf.set(key, code);
    }
    expect(new Set(codeOf.values()).size).toBe(400);
    expect(all.filter(({ outcome }) => outcome === "assigned").length).toBe(400);
    await expectCountsEqualRows(pool);
  });

  test("a deadlock that somebody else causes is run again and reaches no caller", async () => {
    const pool = await poolWithCodes(accountId, codesNamed("DEAD", 2));
    await other.query("set deadlock_timeout = '20s'");
    await other.query("begin");
    await other.query("update codes set upload_id = null where code = 'DEAD-000001'");
    const running = one.claim(request(pool, ["a"]));
    await lockWaits(1);
    // The fold holds the pool's row and waits for the code's: now the other way round.
    await other.query("select 1 from pools where id = $1 for update", [pool]);
    await other.query("commit");
    expect(words(await running)).toEqual(["assigned DEAD-000001"]);
    await expectCountsEqualRows(pool);
  });
});

test("one contact under two keys at once, in two processes, gets one code", async () => {
  const pool = await poolWithCodes(accountId, codesNamed("CONTACT", 40), { perContact: "for_good" });
  const running: Promise<Result<ClaimAnswers>>[] = [];
  await whileHolding(pool, async () => {
    for (let index = 0; index < 10; index += 1) {
      running.push(one.claim(request(pool, [[`one-${index}`, `contact-${index}`]])));
      running.push(two.claim(request(pool, [[`two-${index}`, `Contact-${index}`.toLowerCase()]], "sale")));
    }
    await lockWaits(2);
  });
  const all = (await Promise.all(running)).flatMap(claimsOf);
  expect(all.filter(({ outcome }) => outcome === "assigned").length).toBe(10);
  expect(all.filter(({ outcome }) => outcome === "kept").length).toBe(10);
  for (let index = 0; index < 10; index += 1) {
    const codes = all.filter(({ key }) => key.endsWith(`-${index}`)).map(({ code }) => code);
    expect(new Set(codes).size).toBe(1);
  }
  await expectCountsEqualRows(pool);
});

describe("release of a key whose code another key holds", () => {
  const settings = { perContact: "for_good", releaseAllowed: true } as const;

  test("leaves the code where it is; it comes back when the last of its keys is released", async () => {
    const pool = await poolWithCodes(accountId, codesNamed("HELD", 2), settings);
    await one.claim(request(pool, [["a", "ada"]]));
    expect(words(await two.claim(request(pool, [["b", "ada"]])))).toEqual(["kept HELD-000001"]);
    const releaseOne = async (key: string) => {
      const result = await one.release(pool, accountId, [key]);
      return result.ok ? result.value.results.map(({ result }) => result) : [];
    };
    expect(await releaseOne("a")).toEqual(["held_by_another_key"]);
    expect(words(await two.claim(request(pool, [["a", "ada"]])))).toEqual(["released"]);
    expect(words(await two.claim(request(pool, [["b", "ada"]])))).toEqual(["repeated HELD-000001"]);
    // The contact still holds it under b.
    expect(words(await one.claim(request(pool, [["c", "ada"]])))).toEqual(["kept HELD-000001"]);
    expect(await releaseOne("b")).toEqual(["held_by_another_key"]);
    expect(await releaseOne("c")).toEqual(["released"]);
    expect(words(await one.claim(request(pool, [["d", "ada"]])))).toEqual(["assigned HELD-000002"]);
    await expectCountsEqualRows(pool);
  });

  test("a contact whose released code went to somebody else gets another one", async () => {
    const pool = await poolWithCodes(accountId, codesNamed("GONE", 2), {
      ...settings,
      releaseQuarantineHours: 0,
    });
    await one.claim(request(pool, [["a", "ada"]]));
    await one.release(pool, accountId, ["a"]);
    expect(
      words(
        await two.claim(
          request(pool, [
            ["b", "bob"],
            ["c", "cleo"],
          ]),
        ),
      ),
    ).toEqual(["assigned GONE-000002", "assigned GONE-000001"]);
    expect(words(await one.claim(request(pool, [["d", "ada"]])))).toEqual(["exhausted"]);
    expect(words(await one.claim(request(pool, [["a", "ada"]])))).toEqual(["released"]);
  });

  test("at the moment at which another key gets it: whoever comes first, a live key keeps its code", async () => {
    const rounds = 12;
    const pool = await poolWithCodes(accountId, codesNamed("RACE", 2 * rounds), settings);
    for (let round = 0; round < rounds; round += 1) {
      const contact = `racer-${round}`;
      const [first] = claimsOf(await one.claim(request(pool, [[`first-${round}`, contact]])));
      const [released, second] = await Promise.all([
        one.release(pool, accountId, [`first-${round}`]),
        two.claim(request(pool, [[`second-${round}`, contact]])),
      ]);
      const result = released.ok ? released.value.results[0]?.result : undefined;
      const [answer] = claimsOf(second);
      if (answer?.outcome === "kept") {
        expect(answer.code).toBe(first?.code);
        expect(result).toBe("held_by_another_key");
      } else {
        expect(answer?.outcome).toBe("assigned");
        expect(answer?.code).not.toBe(first?.code);
        expect(result).toBe("released");
      }
    }
    await expectCountsEqualRows(pool);
  });
});

describe("expiry and midnight between the clocks of two processes", () => {
  let early: ClaimProcess;
  let late: ClaimProcess;
  beforeAll(async () => {
    [early, late] = await Promise.all([
      startClaimProcess({
        databaseUrl: url(),
        clockSecondsAhead: -2 * 86_400,
        timeZone: "Pacific/Pago_Pago",
      }),
      startClaimProcess({
        databaseUrl: url(),
        clockSecondsAhead: 2 * 86_400,
        timeZone: "Pacific/Kiritimati",
      }),
    ]);
  });
  afterAll(async () => {
    await Promise.all([early.kill(), late.kill()]);
  });

  test("the database's clock decides: a process ahead drops nothing, one behind gives nothing that is over", async () => {
    const tomorrow = new Date(Date.now() + 86_400_000);
    const yesterday = new Date(Date.now() - 86_400_000);
    const pool = await poolWithCodes(accountId, [
      { code: "CLOCK-OVER-1", expiresAt: yesterday },
      { code: "CLOCK-1", expiresAt: tomorrow },
      { code: "CLOCK-OVER-2", expiresAt: yesterday },
      { code: "CLOCK-2", expiresAt: tomorrow },
    ]);
    const first = await late.claim(request(pool, ["a"]));
    const second = await early.claim(request(pool, ["b", "c"]));
    expect(words(first)).toEqual(["assigned CLOCK-1"]);
    expect(words(second)).toEqual(["assigned CLOCK-2", "exhausted"]);
    for (const [asked, answering] of [
      ["b", late],
      ["a", early],
    ] as const) {
      const before = asked === "a" ? first : second;
      const again = await answering.claim(request(pool, [asked]));
      const [claim] = claimsOf(again);
      expect(claim).toEqual({ ...claimsOf(before)[0], outcome: "repeated" });
      expect(claim?.expiresAt).toBe(tomorrow.toISOString());
      expect(Math.abs(Date.parse(claim?.assignedAt ?? "") - Date.now())).toBeLessThan(60_000);
    }
    await expectCountsEqualRows(pool);
  });

  test("a contact's code that is over for the database is over for both, and else for neither", async () => {
    const tomorrow = new Date(Date.now() + 86_400_000);
    const pool = await poolWithCodes(accountId, [{ code: "MID-1", expiresAt: tomorrow }, "MID-2", "MID-3"], {
      perContact: "for_good",
    });
    await late.claim(request(pool, [["a", "ada"]]));
    expect(words(await late.claim(request(pool, [["b", "ada"]])))).toEqual(["kept MID-1"]);
    await database().pool.query(
      "update codes set expires_at = now() - interval '1 second' where code = 'MID-1'",
    );
    expect(words(await early.claim(request(pool, [["c", "ada"]])))).toEqual(["assigned MID-2"]);
    expect(words(await late.claim(request(pool, [["d", "ada"]])))).toEqual(["kept MID-2"]);
  });

  test("the window in which a message can be released is the database's too", async () => {
    const pool = await poolWithCodes(accountId, codesNamed("WINDOW", 2), { releaseAllowed: true });
    await late.claim(request(pool, ["a", "b"]));
    expect(await late.release(pool, accountId, ["a"])).toMatchObject({
      value: { results: [{ result: "released" }] },
    });
    await database().pool.query(
      "update codes set assigned_at = now() - interval '73 hours' where code = 'WINDOW-000002'",
    );
    expect(await early.release(pool, accountId, ["b"])).toMatchObject({
      value: { results: [{ result: "too_late" }] },
    });
  });
});

test("a connection that is lost under a claim costs an error at most: the same request again gets one code", async () => {
  const pool = await poolWithCodes(accountId, codesNamed("CUT", 10));
  const victim = await startClaimProcess({ databaseUrl: url() });
  let cut: Promise<unknown> | undefined;
  await whileHolding(pool, async () => {
    cut = victim.claim(request(pool, ["a"])).catch((error: Error) => error);
    await lockWaits(1);
    const { rowCount } = await other.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'`,
    );
    expect(rowCount).toBe(1);
    expect(await cut).toBeInstanceOf(Error);
  });
  expect(words(await victim.claim(request(pool, ["a", "b"])))).toEqual([
    "assigned CUT-000001",
    "assigned CUT-000002",
  ]);
  await victim.kill();
  await expectCountsEqualRows(pool);
});

test("claims, releases and new keys of both processes at once leave counts that equal the rows", async () => {
  const pool = await poolWithCodes(accountId, codesNamed("MIX", 300), {
    perContact: "per_campaign",
    releaseAllowed: true,
    releaseQuarantineHours: 0,
  });
  const work = Array.from({ length: 40 }, async (_, round) => {
    const process = round % 2 === 0 ? one : two;
    const keys = Array.from({ length: 10 }, (_, index): [string, string] => [
      `mix-${round}-${index}`,
      `contact-${(round + index) % 17}`,
    ]);
    await process.claim(request(pool, keys, `campaign-${round % 3}`));
    await (round % 3 === 0 ? one : two).release(
      pool,
      accountId,
      keys.slice(0, 4).map(([key]) => key),
    );
    await claimCodes(request(pool, keys, `campaign-${round % 3}`));
    await releaseCodes({ accountId, actor: "test", pool, keys: keys.slice(5).map(([key]) => key) });
  });
  await Promise.all(work);
  await expectCountsEqualRows(pool);
});
