import { createReadStream } from "node:fs";
import { describe, expect, it } from "vitest";
import { database } from "#app/db/database.server.ts";
import { acceptUpload } from "#app/uploads/accept-upload.server.ts";
import { deleteStaleDrafts } from "#app/uploads/delete-stale-drafts.server.ts";
import { discardUpload } from "#app/uploads/discard-upload.server.ts";
import { importUpload } from "#app/uploads/import-upload.server.ts";
import { listUploads } from "#app/uploads/list-uploads.server.ts";
import { previewUpload } from "#app/uploads/preview-upload.server.ts";
import { receiveUpload } from "#app/uploads/receive-upload.server.ts";
import { resumeUploads } from "#app/uploads/resume-uploads.server.ts";
import { startUpload } from "#app/uploads/start-upload.server.ts";
import { storeFile } from "#app/uploads/store-file.server.ts";
import { freshDatabase } from "#test/support/database.ts";
import { codesOf, emptyPool, importText, queueText, uploadNow } from "#test/support/import-file.ts";
import { newAccount } from "#test/support/pool-with-codes.ts";
import { bytesOf } from "#test/support/read-upload.ts";
import { uploadDirectoryOfItsOwn } from "#test/support/upload-directory.ts";

freshDatabase();
const { files } = uploadDirectoryOfItsOwn();
const now = new Date("2026-11-23T09:00:00Z");

async function newPool() {
  const accountId = await newAccount();
  return { accountId, poolId: await emptyPool(accountId) };
}

async function receive(to: { accountId: string; poolId: string }, body: AsyncIterable<Uint8Array>) {
  return await receiveUpload({ ...to, actor: "Ada", fileName: "C:\\lists\\codes.csv", body });
}

async function jobsFor(uploadId: string): Promise<number> {
  const { rows } = await database().pool.query<{ count: number }>(
    "select count(*) from pgboss.job where name = 'import-upload' and data ->> 'uploadId' = $1",
    [uploadId],
  );
  return rows[0]?.count ?? 0;
}

describe("a file from a page", () => {
  it("becomes a draft that shows what each of its first rows will be", async () => {
    const to = await newPool();
    const received = await receive(
      to,
      bytesOf("Note;Coupon Code;Expires\nfirst;SAVE-1;2027-12-31\n;TEST;\nlast;SAVE-2;31/12/2027\n"),
    );
    if (!received.ok) throw new Error(received.refusal.detail);
    expect(received.value).toMatchObject({ status: "draft", fileName: "codes.csv", added: 0 });
    const request = { accountId: to.accountId, uploadId: received.value.id, now };
    const preview = await previewUpload(request);
    expect(preview).toMatchObject({
      ok: true,
      value: {
        kind: "text",
        sheets: [],
        choice: { delimiter: "semicolon", hasHeader: true, codeColumn: 1, expiryColumn: 2, dateOrder: "iso" },
        columns: [{ name: "Note" }, { name: "Coupon Code" }, { name: "Expires" }],
        rows: [
          { row: 2, becomes: { kind: "code", code: "SAVE-1", expiresAt: "2027-12-31T23:59:59.000Z" } },
          { row: 3, cells: ["", "TEST", ""], becomes: { kind: "invalid" } },
          { row: 4, becomes: { kind: "invalid" } },
        ],
        checked: { rows: 3, codes: 1, invalid: 2 },
        dateOrderHint: "dmy",
        sameFile: null,
        problem: null,
      },
    });
    const changed = await previewUpload({
      ...request,
      chosen: { dateOrder: "dmy", hasHeader: false, codeColumn: 0 },
    });
    expect(changed).toMatchObject({
      ok: true,
      value: {
        choice: { codeColumn: 0, hasHeader: false, delimiter: "semicolon" },
        columns: [{ name: "Column A" }, {}, {}],
      },
    });
    // Whoever leaves the preview finds the file again.
    expect(await listUploads({ ...to, limit: 10 })).toMatchObject([
      { id: received.value.id, status: "draft" },
    ]);
  });

  it("a workbook is shown sheet by sheet and imported like text", async () => {
    const to = await newPool();
    const before = await files();
    const received = await receive(to, createReadStream("test/files/workbooks/codes.xlsx"));
    if (!received.ok) throw new Error(received.refusal.detail);
    const uploadId = received.value.id;
    const preview = await previewUpload({ accountId: to.accountId, uploadId, now, chosen: { sheet: 1 } });
    if (!preview.ok) throw new Error(preview.refusal.detail);
    expect(preview.value.sheets).toEqual([
      { name: "Codes", rows: 15 },
      { name: "More", rows: 5 },
    ]);
    expect((await previewUpload({ accountId: to.accountId, uploadId, now, chosen: { sheet: 2 } })).ok).toBe(
      false,
    );
    await startUpload({ accountId: to.accountId, uploadId, choice: preview.value.choice });
    await importUpload({ uploadId });
    expect(await codesOf(to.poolId)).toEqual(["MORE-1", "MORE-2", "MORE-3", "MORE-4", "MORE-5"]);
    expect(await files()).toEqual(before);
  });

  it("that cannot be read is refused with a sentence; file and pool are as if it had never come", async () => {
    const to = await newPool();
    for (const [body, sentence] of [
      ["", /The file is empty/],
      [" \r\n\r\n", /There are no codes in this file/],
      ["coupon_code\n", /There are no codes in this file/],
    ] as const) {
      const refused = await receive(to, bytesOf(body));
      expect(refused).toMatchObject({ ok: false, refusal: { detail: expect.stringMatching(sentence) } });
    }
    const broken = async function* () {
      yield Buffer.from("code\nSAVE-1\n");
      throw new Error("aborted");
    };
    await expect(receive(to, broken())).rejects.toThrow("aborted");
    const { rows } = await database().pool.query(
      "select from uploads where pool_id = $1 and status <> 'draft'",
      [to.poolId],
    );
    expect(rows).toEqual([]);
  });

  it("the same file again is noticed", async () => {
    const to = await newPool();
    const first = await importText(to, "code\nSAME-1\n");
    const again = await receive(to, bytesOf("code\nSAME-1\n"));
    if (!again.ok) throw new Error(again.refusal.detail);
    const preview = await previewUpload({ accountId: to.accountId, uploadId: again.value.id, now });
    expect(preview).toMatchObject({
      ok: true,
      value: { sameFile: { uploadId: first.id, poolId: to.poolId } },
    });
  });

  it("starting it twice queues one job; another account can neither see nor start it", async () => {
    const to = await newPool();
    const uploadId = await queueText(to, "code\nONCE-1\n");
    const choice = {
      sheet: 0,
      encoding: "utf-8",
      delimiter: "none",
      hasHeader: false,
      codeColumn: 0,
      expiryColumn: null,
      dateOrder: "iso",
    } as const;
    expect(await startUpload({ accountId: to.accountId, uploadId, choice })).toMatchObject({ ok: true });
    expect(await jobsFor(uploadId)).toBe(1);
    expect((await startUpload({ accountId: await newAccount(), uploadId, choice })).ok).toBe(false);
    expect((await previewUpload({ accountId: await newAccount(), uploadId, now })).ok).toBe(false);
  });

  it("a draft that is discarded, or that nobody confirms for a day, goes with its file", async () => {
    const to = await newPool();
    const before = await files();
    const [one, two] = [await receive(to, bytesOf("A-1\n")), await receive(to, bytesOf("B-1\n"))];
    if (!one.ok || !two.ok) throw new Error("refused");
    expect((await discardUpload({ accountId: to.accountId, uploadId: one.value.id })).ok).toBe(true);
    await database().pool.query(
      "update uploads set created_at = created_at - interval '25 hours' where id = $1",
      [two.value.id],
    );
    await deleteStaleDrafts();
    expect(await files()).toEqual(before);
  });
});

describe("codes from the API", () => {
  const accept = async (to: { accountId: string; poolId: string }, dedupeId: string, codes: string[]) =>
    await acceptUpload({ ...to, actor: "API client Sender", dedupeId, source: { codes } });

  it("as a list: any text is taken as it is, a header is none", async () => {
    const to = await newPool();
    const accepted = await accept(to, "m1", ["coupon", 'A,"1"', "  B;2 ", "C\n3", ""]);
    if (!accepted.ok) throw new Error(accepted.refusal.detail);
    expect(accepted.value.status).toBe("queued");
    await importUpload({ uploadId: accepted.value.id });
    expect(await codesOf(to.poolId)).toEqual(["coupon", 'A,"1"', "B;2"]);
    expect(await uploadNow(to.accountId, accepted.value.id)).toMatchObject({ added: 3, invalid: 1, rows: 4 });
  });

  it("as CSV, with or without a header", async () => {
    const to = await newPool();
    const stored = await storeFile(bytesOf("X-1,2099-12-31\nX-2,2099-12-31\n"));
    if (!stored.ok) throw new Error(stored.refusal.detail);
    const accepted = await acceptUpload({
      ...to,
      actor: "API",
      dedupeId: "m2",
      source: { file: stored.value },
    });
    if (!accepted.ok) throw new Error(accepted.refusal.detail);
    await importUpload({ uploadId: accepted.value.id });
    expect(await codesOf(to.poolId)).toEqual(["X-1", "X-2"]);
    const { rows } = await database().pool.query("select next_expiry_at from pools where id = $1", [
      to.poolId,
    ]);
    expect(rows[0].next_expiry_at).not.toBeNull();
  });

  it("the same intent again, even at the same moment, is one upload with one job and one file", async () => {
    const to = await newPool();
    const before = (await files()).length;
    const answers = await Promise.all([1, 2, 3, 4].map(() => accept(to, "m3", ["ONE"])));
    const ids = new Set(answers.map((answer) => (answer.ok ? answer.value.id : "refused")));
    expect(ids.size).toBe(1);
    const [uploadId = ""] = ids;
    expect(await jobsFor(uploadId)).toBe(1);
    expect((await files()).length).toBe(before + 1);
    expect((await accept(await newPool(), "m3", ["ONE"])).ok).toBe(true);
  });

  it("that is no UTF-8, empty or for another account's pool is refused and leaves no file", async () => {
    const to = await newPool();
    const before = await files();
    const stored = await storeFile(bytesOf("code\n", Buffer.from([0xc4, 0x0a])));
    if (!stored.ok) throw new Error(stored.refusal.detail);
    const refused = await acceptUpload({
      ...to,
      actor: "API",
      dedupeId: "m4",
      source: { file: stored.value },
    });
    expect(refused).toMatchObject({ ok: false, refusal: { detail: "Send the codes as CSV in UTF-8." } });
    expect((await accept(to, "m5", [])).ok).toBe(false);
    expect(await accept({ accountId: await newAccount(), poolId: to.poolId }, "m6", ["A"])).toMatchObject({
      ok: false,
      refusal: { code: "not_found" },
    });
    expect(await files()).toEqual(before);
  });
});

describe("an upload whose job is lost", () => {
  it("gets a new one, unless somebody works on it", async () => {
    const to = await newPool();
    const uploadId = await queueText(to, "code\nLOST-1\n");
    await resumeUploads();
    expect(await jobsFor(uploadId)).toBe(1);
    await database().pool.query(
      "update uploads set created_at = created_at - interval '1 hour' where id = $1",
      [uploadId],
    );
    await resumeUploads();
    expect(await jobsFor(uploadId)).toBe(2);
  });

  it("whose file is gone fails with a sentence", async () => {
    const to = await newPool();
    const uploadId = await queueText(to, "code\nGONE-1\n");
    await database().pool.query("update uploads set file_path = 'upl_GONE/file' where id = $1", [uploadId]);
    await importUpload({ uploadId });
    expect(await uploadNow(to.accountId, uploadId)).toMatchObject({
      status: "failed",
      error: "The file is no longer on the server. Upload it again.",
    });
  });
});
