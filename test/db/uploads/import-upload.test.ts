import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { database } from "#app/db/database.server.ts";
import { archivePool } from "#app/pools/archive-pool.server.ts";
import { importUpload } from "#app/uploads/import-upload.server.ts";
import { listRejects } from "#app/uploads/list-rejects.server.ts";
import { withUploadLock } from "#app/uploads/with-upload-lock.server.ts";
import { expectCountsEqualRows } from "#test/support/counts-equal-rows.ts";
import { crashAt, loseStagingAt } from "#test/support/crash.ts";
import { freshDatabase } from "#test/support/database.ts";
import { codesOf, emptyPool, importText, queueText, uploadNow } from "#test/support/import-file.ts";
import { addCodes, newAccount } from "#test/support/pool-with-codes.ts";
import { uploadDirectoryOfItsOwn } from "#test/support/upload-directory.ts";

freshDatabase();
const { files } = uploadDirectoryOfItsOwn();

const SMALL = { rowsPerWrite: 7, rowsPerSlice: 5 };

async function newPool() {
  const accountId = await newAccount();
  return { accountId, poolId: await emptyPool(accountId) };
}

async function rejects(
  accountId: string,
  uploadId: string,
  reason: Parameters<typeof listRejects>[0]["reason"],
) {
  const list = await listRejects({ accountId, uploadId, reason });
  if (!list.ok) throw new Error(list.refusal.detail);
  let text = "";
  for await (const part of list.value.text) text += part;
  return text.replace("\ufeff", "").trimEnd().split("\r\n");
}

describe("every row of a file is accounted for", () => {
  it("as added, duplicate in the file, in the pool, in the account, or invalid, each with its list", async () => {
    const to = await newPool();
    const other = await emptyPool(to.accountId);
    await addCodes(to.accountId, to.poolId, ["IN-POOL"]);
    await addCodes(to.accountId, other, ["IN-OTHER"]);
    const upload = await importText(
      to,
      "code\nNEW-1\nnew-1\nin-pool\nIN-OTHER\nTEST\n\nNEW-2\nNEW-1\nin-other\n",
      {},
      SMALL,
    );
    expect(upload).toMatchObject({
      status: "completed",
      rows: 8,
      added: 2,
      duplicateInFile: 2,
      duplicateInPool: 1,
      duplicateInAccount: 2,
      invalid: 1,
      error: null,
    });
    expect(await codesOf(to.poolId)).toEqual(["IN-POOL", "NEW-1", "NEW-2"]);
    expect(await rejects(to.accountId, upload.id, "duplicate_in_file")).toEqual([
      "row,code",
      "3,new-1",
      "9,NEW-1",
    ]);
    expect(await rejects(to.accountId, upload.id, "duplicate_in_pool")).toEqual(["row,code", "4,in-pool"]);
    const elsewhere = await rejects(to.accountId, upload.id, "duplicate_in_account");
    expect(elsewhere[0]).toBe("row,code,pool");
    expect(elsewhere[1]).toMatch(/^5,IN-OTHER,Empty \d+$/);
    expect((await rejects(to.accountId, upload.id, "invalid"))[1]).toMatch(
      /^6,TEST,"?TEST is what test messages/,
    );
    await expectCountsEqualRows(to.poolId);
  });

  it("codes of another account do not count as duplicates", async () => {
    const [mine, theirs] = [await newPool(), await newPool()];
    await addCodes(theirs.accountId, theirs.poolId, ["SHARED"]);
    expect(await importText(mine, "code\nSHARED\n")).toMatchObject({ added: 1, duplicateInAccount: 0 });
  });

  it("codes are assigned in the order of the file, an earlier upload's before a later one's", async () => {
    const to = await newPool();
    await importText(to, "code\nC\nA\nB\n", {}, SMALL);
    await importText(to, "code\nZ\nY\n", {}, SMALL);
    expect(await codesOf(to.poolId)).toEqual(["C", "A", "B", "Z", "Y"]);
  });

  it("an expiry date ends with its day in the account's time zone and is known to the pool", async () => {
    const to = await newPool();
    await database().pool.query("update accounts set time_zone = 'Europe/Berlin' where id = $1", [
      to.accountId,
    ]);
    await importText(to, "code,expires\nA,2099-12-31\nB,2099-06-30\nC,\nD,2020-01-01\n");
    const { rows } = await database().pool.query("select next_expiry_at from pools where id = $1", [
      to.poolId,
    ]);
    expect(rows[0].next_expiry_at.toISOString()).toBe("2099-06-30T21:59:59.000Z");
    expect(await codesOf(to.poolId)).toEqual(["A", "B", "C"]);
    await expectCountsEqualRows(to.poolId);
  });

  it("a hundred thousand rows, many of them double, in any spelling", async () => {
    const to = await newPool();
    const lines = Array.from(
      { length: 100_000 },
      (_, index) => `${index % 3 ? "Code" : "CODE"}-${index % 70_000}`,
    );
    const upload = await importText(to, `coupon\n${lines.join("\n")}`);
    expect(upload).toMatchObject({ rows: 100_000, added: 70_000, duplicateInFile: 30_000, invalid: 0 });
    await expectCountsEqualRows(to.poolId);
  });
});

describe("a file is checked completely before its first code becomes claimable", () => {
  it("one that cannot be read to its end fails with a sentence, and the pool is as it was", async () => {
    const to = await newPool();
    const upload = await importText(
      to,
      `code\n${"SAVE-1\nSAVE-2\nSAVE-3\n".repeat(300)}"SAVE-4\n`,
      {},
      SMALL,
    );
    expect(upload).toMatchObject({ status: "failed", added: 0 });
    expect(upload.error).toMatch(/^A quotation mark opened in row 902 is never closed/);
    expect(await codesOf(to.poolId)).toEqual([]);
    const { rows } = await database().pool.query("select verb from history where pool_id = $1 order by id", [
      to.poolId,
    ]);
    expect(rows.map(({ verb }) => verb)).toContain("upload.failed");
    await expectCountsEqualRows(to.poolId);
  });

  it("one without a single usable code fails, and says what is wrong with the first row", async () => {
    const to = await newPool();
    const upload = await importText(to, "code\nTEST\ntest\n");
    expect(upload).toMatchObject({ status: "failed", invalid: 2 });
    expect(upload.error).toMatch(/Row 2: TEST is what test messages show/);
  });

  it("what is staged is not in the pool", async () => {
    const to = await newPool();
    const uploadId = await queueText(to, "code\nA\nB\nC\nD\nE\nF\nG\nH\nI\n");
    const stop = new AbortController();
    stop.abort();
    await expect(importUpload({ uploadId, signal: stop.signal, pace: SMALL })).rejects.toThrow();
    expect(await codesOf(to.poolId)).toEqual([]);
    await importUpload({ uploadId, pace: SMALL });
    expect(await codesOf(to.poolId)).toHaveLength(9);
  });
});

describe("an import that is killed", () => {
  it("between any two statements, with or without a crash of the database, ends with the same counts", async () => {
    const to = await newPool();
    const other = await emptyPool(to.accountId);
    await addCodes(to.accountId, other, ["K-5", "K-17"]);
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.oneof(
            fc.record({
              statement: fc.integer({ min: 1, max: 70 }),
              when: fc.constantFrom("before", "after"),
              stagingLost: fc.boolean(),
            }),
            fc.record({ transaction: fc.integer({ min: 1, max: 15 }) }),
          ),
          { maxLength: 5 },
        ),
        async (crashes) => {
          run += 1;
          const poolId = await emptyPool(to.accountId);
          const name = (index: number) => (index === 5 || index === 17 ? `K-${index}` : `R${run}-${index}`);
          const lines = Array.from({ length: 30 }, (_, index) => (index === 8 ? "TEST" : name(index % 25)));
          const uploadId = await queueText(
            { accountId: to.accountId, poolId },
            `code\n${lines.join("\n")}\n`,
          );
          for (const crash of crashes) {
            const fault =
              "transaction" in crash
                ? loseStagingAt(crash.transaction)
                : crashAt(crash.statement, crash.when);
            const ended = await importUpload({ uploadId, pace: SMALL }).then(
              () => "ended",
              () => "died",
            );
            fault.restart();
            if (!fault.struck()) expect(ended).toBe("ended");
            // The database frees a dead client's locks a moment later: ask until it has.
            await untilUnlocked(uploadId);
            if ("stagingLost" in crash && crash.stagingLost)
              await database().pool.query("truncate upload_rows");
            await expectCountsEqualRows(poolId);
          }
          await importUpload({ uploadId, pace: SMALL });
          expect(await uploadNow(to.accountId, uploadId)).toMatchObject({
            status: "completed",
            rows: 30,
            added: 22,
            duplicateInFile: 5,
            duplicateInAccount: 2,
            duplicateInPool: 0,
            invalid: 1,
          });
          const expected = Array.from({ length: 25 }, (_, index) => name(index)).filter(
            (code, index) => index !== 8 && !code.startsWith("K-"),
          );
          expect(await codesOf(poolId)).toEqual(expected);
          expect(await rejects(to.accountId, uploadId, "duplicate_in_file")).toHaveLength(6);
          await expectCountsEqualRows(poolId);
          const { rows } = await database().pool.query("select verb from history where pool_id = $1", [
            poolId,
          ]);
          expect(rows.filter(({ verb }) => verb === "upload.completed")).toHaveLength(1);
        },
      ),
      { numRuns: 60 },
    );
    expect(await files()).toEqual([]);
  });

  it("is not imported by two processes at once", async () => {
    const to = await newPool();
    const uploadId = await queueText(to, "code\nA\n");
    await withUploadLock(uploadId, async () => {
      await expect(importUpload({ uploadId })).rejects.toThrow("another process");
    });
    await importUpload({ uploadId });
    await importUpload({ uploadId });
    expect(await codesOf(to.poolId)).toEqual(["A"]);
  });

  async function untilUnlocked(uploadId: string): Promise<void> {
    for (;;) {
      const free = await withUploadLock(uploadId, async () => {}).then(
        () => true,
        () => false,
      );
      if (free) return;
    }
  }
});

describe("several imports", () => {
  it("with the same codes into two pools at once: each code once, and no deadlock", async () => {
    const { accountId, poolId } = await newPool();
    const second = await emptyPool(accountId);
    const codes = Array.from({ length: 200 }, (_, index) => `BOTH-${index}`);
    const forth = await queueText({ accountId, poolId }, `code\n${codes.join("\n")}`);
    const back = await queueText({ accountId, poolId: second }, `code\n${codes.toReversed().join("\n")}`);
    await Promise.all([forth, back].map((uploadId) => importUpload({ uploadId, pace: SMALL })));
    const [one, two] = [await uploadNow(accountId, forth), await uploadNow(accountId, back)];
    expect(one.added + two.added).toBe(200);
    expect(one.duplicateInAccount + two.duplicateInAccount).toBe(200);
    await expectCountsEqualRows(poolId);
    await expectCountsEqualRows(second);
  });

  it("an archived pool takes no upload, and one queued before it was archived fails", async () => {
    const to = await newPool();
    const uploadId = await queueText(to, "code\nA\n");
    await archivePool({ ...to, actor: "Ada" });
    await expect(queueText(to, "code\nB\n")).rejects.toThrow(/archived/);
    await importUpload({ uploadId });
    expect((await uploadNow(to.accountId, uploadId)).error).toMatch(/archived/);
    await expectCountsEqualRows(to.poolId);
  });
});
