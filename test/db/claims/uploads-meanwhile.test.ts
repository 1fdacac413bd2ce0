import { afterAll, beforeAll, expect, test } from "vitest";
import { database } from "#app/db/database.server.ts";
import { importUpload } from "#app/uploads/import-upload.server.ts";
import { removeUploadCodes } from "#app/uploads/remove-upload-codes.server.ts";
import { undoUpload } from "#app/uploads/undo-upload.server.ts";
import { type ClaimProcess, startClaimProcess } from "#test/support/claim-process.ts";
import { claimRequest } from "#test/support/claim-request.ts";
import { expectCountsEqualRows } from "#test/support/counts-equal-rows.ts";
import { freshDatabase } from "#test/support/database.ts";
import { emptyPool, importText, queueText, uploadNow } from "#test/support/import-file.ts";
import { codesNamed, newAccount } from "#test/support/pool-with-codes.ts";
import { uploadDirectoryOfItsOwn } from "#test/support/upload-directory.ts";

const { url } = freshDatabase();
uploadDirectoryOfItsOwn();

let processes: ClaimProcess[];
beforeAll(async () => {
  processes = await Promise.all([1, 2].map(() => startClaimProcess({ databaseUrl: url() })));
});
afterAll(async () => {
  await Promise.all(processes.map((process) => process.kill()));
});

/** Claims small batches in both processes until `work` is done; the codes handed out, by key. */
async function claimingDuring(
  accountId: string,
  pool: string,
  work: Promise<unknown>,
): Promise<Map<string, string>> {
  const codes = new Map<string, string>();
  let isDone = false;
  const claimer = async (process: ClaimProcess, name: string) => {
    for (let round = 0; !isDone; round += 1) {
      const result = await process.claim(
        claimRequest({
          accountId,
          pool,
          recipients: [0, 1, 2].map((index) => ({ key: `${name}-${round}-${index}`, contact: "ada" })),
        }),
      );
      if (!result.ok) throw new Error(result.refusal.code);
      for (const { key, outcome, code } of result.value.claims) {
        if (outcome === "assigned") codes.set(key, code);
        else if (outcome !== "exhausted") throw new Error(`${key} was ${outcome}`);
      }
    }
  };
  const claimers = processes.flatMap((process, index) =>
    ["a", "b"].map((name) => claimer(process, `${name}${index}`)),
  );
  await work.finally(() => {
    isDone = true;
  });
  await Promise.all(claimers);
  return codes;
}

/** How many codes of the pool are in each state. */
async function states(pool: string): Promise<Record<string, number>> {
  const { rows } = await database().pool.query<{ state: string; count: number }>(
    "select state, count(*) as count from codes where pool_id = $1 group by state",
    [pool],
  );
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}

test("undo of an upload during claims: a code that was handed out stays, the others go, none is both", async () => {
  const accountId = await newAccount();
  const poolId = await emptyPool(accountId);
  const kept = await importText({ accountId, poolId }, codesNamed("KEPT", 50).join("\n"));
  const upload = await importText({ accountId, poolId }, codesNamed("UNDO", 20_000).join("\n"));
  const codes = await claimingDuring(
    accountId,
    poolId,
    (async () => {
      await undoUpload({ accountId, uploadId: upload.id, actor: "Ada" });
      await removeUploadCodes({ uploadId: upload.id, actor: "Ada" });
    })(),
  );
  expect(new Set(codes.values()).size).toBe(codes.size);
  const { undone } = await uploadNow(accountId, upload.id);
  expect(kept.added).toBe(50);
  expect(codes.size).toBeGreaterThan(50);
  expect(await states(poolId)).toEqual({ assigned: codes.size, undone });
  expect(undone + codes.size).toBe(20_050);
  const { rows } = await database().pool.query<{ code: string }>(
    "select code from codes where pool_id = $1 and state = 'assigned'",
    [poolId],
  );
  expect(new Set(rows.map(({ code }) => code))).toEqual(new Set(codes.values()));
  await expectCountsEqualRows(poolId);
});

test("an upload during claims: what is merged is handed out in the order of the file, each code once", async () => {
  const accountId = await newAccount();
  const poolId = await emptyPool(accountId);
  const uploadId = await queueText({ accountId, poolId }, codesNamed("MERGE", 30_000).join("\n"));
  const codes = await claimingDuring(accountId, poolId, importUpload({ uploadId }));
  expect(codes.size).toBeGreaterThan(0);
  expect([...codes.values()].toSorted()).toEqual(codesNamed("MERGE", codes.size));
  await expectCountsEqualRows(poolId);
});
