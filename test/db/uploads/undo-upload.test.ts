import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { database } from "#app/db/database.server.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { removeUploadCodes } from "#app/uploads/remove-upload-codes.server.ts";
import { undoUpload } from "#app/uploads/undo-upload.server.ts";
import { expectCountsEqualRows } from "#test/support/counts-equal-rows.ts";
import { crashAt } from "#test/support/crash.ts";
import { freshDatabase } from "#test/support/database.ts";
import { codesOf, emptyPool, importText, queueText, uploadNow } from "#test/support/import-file.ts";
import { newAccount } from "#test/support/pool-with-codes.ts";
import { uploadDirectoryOfItsOwn } from "#test/support/upload-directory.ts";

freshDatabase();
uploadDirectoryOfItsOwn();

async function newPool() {
  const accountId = await newAccount();
  return { accountId, poolId: await emptyPool(accountId) };
}

/** Undoes an upload to its end. */
async function undo(accountId: string, uploadId: string) {
  const asked = await undoUpload({ accountId, uploadId, actor: "Ada" });
  if (!asked.ok) throw new Error(asked.refusal.detail);
  await removeUploadCodes({ uploadId, actor: "Ada" });
  return await uploadNow(accountId, uploadId);
}

/** Takes the pool's next codes as a claim does: the pool's row first, then its lowest available positions. */
async function assign(poolId: string, quantity: number): Promise<void> {
  await inTransaction(async (client) => {
    await client.query("select from pools where id = $1 for update", [poolId]);
    const { rowCount } = await client.query(
      `update codes set state = 'assigned', assigned_at = statement_timestamp()
       where id in (select id from codes where pool_id = $1 and state = 'available' order by position limit $2)`,
      [poolId, quantity],
    );
    await client.query(
      "update pools set available = available - $2, assigned = assigned + $2 where id = $1",
      [poolId, rowCount],
    );
  });
}

describe("undoing an upload", () => {
  it("removes what is not assigned, and nothing of other uploads", async () => {
    const to = await newPool();
    const first = await importText(to, "code\nA\nB\nC\n");
    await importText(to, "code\nD\nE\n");
    await assign(to.poolId, 1);
    const undone = await undo(to.accountId, first.id);
    expect(undone).toMatchObject({ status: "undone", added: 3, undone: 2 });
    expect(await codesOf(to.poolId)).toEqual(["A assigned", "B undone", "C undone", "D", "E"]);
    await expectCountsEqualRows(to.poolId);
    const { rows } = await database().pool.query(
      "select verb, detail from history where pool_id = $1 order by id desc limit 1",
      [to.poolId],
    );
    expect(rows[0]).toMatchObject({ verb: "upload.undone", detail: { undone: 2 } });
  });

  it("undone codes may be uploaded again; assigned ones never", async () => {
    const to = await newPool();
    const upload = await importText(to, "code\nA\nB\n");
    await assign(to.poolId, 1);
    await undo(to.accountId, upload.id);
    expect(await importText(to, "code\na\nb\n")).toMatchObject({ added: 1, duplicateInPool: 1 });
    expect(await codesOf(to.poolId)).toEqual(["A assigned", "B undone", "b"]);
    await expectCountsEqualRows(to.poolId);
  });

  it("finds a released code that went to the end of the queue", async () => {
    const to = await newPool();
    const upload = await importText(to, "code\nA\nB\n");
    await importText(to, "code\nC\n");
    await database().pool.query(
      "update codes set position = nextval('codes_position_seq') where pool_id = $1 and code = 'A'",
      [to.poolId],
    );
    expect(await undo(to.accountId, upload.id)).toMatchObject({ undone: 2 });
    await expectCountsEqualRows(to.poolId);
  });

  it("is harmless when repeated, refused for an upload that is not completed or another account's", async () => {
    const to = await newPool();
    const upload = await importText(to, "code\nA\n");
    await undo(to.accountId, upload.id);
    expect((await undo(to.accountId, upload.id)).undone).toBe(1);
    const queued = await queueText(to, "code\nB\n");
    expect(await undoUpload({ accountId: to.accountId, uploadId: queued, actor: "Ada" })).toMatchObject({
      ok: false,
      refusal: { code: "invalid_request" },
    });
    expect(
      await undoUpload({ accountId: await newAccount(), uploadId: upload.id, actor: "Eve" }),
    ).toMatchObject({
      ok: false,
      refusal: { code: "not_found" },
    });
  });

  it("killed between any two statements, while claims go on, never takes an assigned code and counts equal rows", async () => {
    const to = await newPool();
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(fc.integer({ min: 1, max: 20 }), fc.constantFrom("before", "after"), fc.nat({ max: 3 })),
          { maxLength: 3 },
        ),
        async (crashes) => {
          const poolId = await emptyPool(to.accountId);
          const codes = Array.from({ length: 12 }, (_, index) => `${poolId}-${index}`);
          const upload = await importText({ ...to, poolId }, `code\n${codes.join("\n")}`);
          await undoUpload({ accountId: to.accountId, uploadId: upload.id, actor: "Ada" });
          for (const [statement, when, claimed] of crashes) {
            const crash = crashAt(statement, when);
            await removeUploadCodes({ uploadId: upload.id, actor: "Ada" }).catch(() => {});
            crash.restart();
            await assign(poolId, claimed);
            await expectCountsEqualRows(poolId);
          }
          for (;;) {
            // The database frees a dead client's lock a moment later.
            const done = await removeUploadCodes({ uploadId: upload.id, actor: "Ada" }).then(
              () => true,
              () => false,
            );
            if (done) break;
          }
          const states = (await codesOf(poolId)).map((code) => code.split(" ")[1]);
          const { undone } = await uploadNow(to.accountId, upload.id);
          expect(states.filter((state) => state === "undone")).toHaveLength(undone);
          expect(states.filter((state) => state === undefined)).toEqual([]);
          await expectCountsEqualRows(poolId);
        },
      ),
      { numRuns: 25 },
    );
  });

  it("goes on while claims of the pool run, and no code is both undone and assigned", async () => {
    const to = await newPool();
    const codes = Array.from({ length: 5_000 }, (_, index) => `RACE-${index}`);
    const upload = await importText(to, `code\n${codes.join("\n")}`);
    await undoUpload({ accountId: to.accountId, uploadId: upload.id, actor: "Ada" });
    const claims = Array.from({ length: 20 }, () => assign(to.poolId, 10));
    await Promise.all([removeUploadCodes({ uploadId: upload.id, actor: "Ada" }), ...claims]);
    await expectCountsEqualRows(to.poolId);
    const { rows } = await database().pool.query("select assigned, undone from pools where id = $1", [
      to.poolId,
    ]);
    expect(rows[0].assigned + rows[0].undone).toBe(5_000);
  });
});
