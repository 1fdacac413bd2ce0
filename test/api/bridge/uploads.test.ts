import { randomBytes } from "node:crypto";
import { readFile, utimes } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { TEXT_FILE_BYTES_MAX, UPLOAD_PART_BYTES } from "#app/config/limits.ts";
import { database } from "#app/db/database.server.ts";
import { startQueue, stopQueue } from "#app/jobs/queue/queue.server.ts";
import { deleteStaleDrafts } from "#app/uploads/delete-stale-drafts.server.ts";
import { importUpload } from "#app/uploads/import-upload.server.ts";
import { removeUploadCodes } from "#app/uploads/remove-upload-codes.server.ts";
import { uploadDirectory } from "#app/uploads/upload-files.server.ts";
import { withUploadLock } from "#app/uploads/with-upload-lock.server.ts";
import { type Admin, problemsOf, twoShops } from "#test/support/bridge-pages.ts";
import { freshDatabase } from "#test/support/database.ts";
import { codesOf, emptyPool } from "#test/support/import-file.ts";
import type { LinkedShop } from "#test/support/magento-shop.ts";
import { codesNamed, poolWithCodes } from "#test/support/pool-with-codes.ts";
import { uploadDirectoryOfItsOwn } from "#test/support/upload-directory.ts";

const { files } = uploadDirectoryOfItsOwn();
freshDatabase();

let shop: LinkedShop;
let admin: Admin;
let others: Admin;

beforeAll(async () => {
  await startQueue();
  ({ shop, admin, others } = await twoShops());
  return stopQueue;
});

const text = (content: string) => new TextEncoder().encode(content);

async function begin(pool: string, bytes: number): Promise<string> {
  const begun = await admin.post(`/pools/${pool}/uploads`, { fileName: "C:\\codes.csv", bytes });
  expect(begun.status).toBe(201);
  return begun.body.upload.id;
}

async function send(upload: string, part: number, bytes: Uint8Array) {
  return await admin.ask("PUT", `/uploads/${upload}/parts/${part}`, { bytes });
}

/** A file that came in one part. */
async function sent(pool: string, content: string): Promise<string> {
  const bytes = text(content);
  const upload = await begin(pool, bytes.length);
  expect(await send(upload, 1, bytes)).toEqual({ status: 200, body: { received: [1] } });
  return upload;
}

test("a file comes in parts, is looked at, started, followed, and taken back", async () => {
  const pool = await emptyPool(shop.accountId);
  await poolWithCodes(shop.accountId, ["TAKEN"]);
  const upload = await sent(pool, `code,expires\nAAA,2030-01-31\nBBB,\nAAA,\nTAKEN,\n${"x".repeat(256)},\n`);
  expect((await admin.get(`/uploads/${upload}`)).body).toMatchObject({
    status: "draft",
    poolId: pool,
    fileName: "codes.csv",
    actor: "magento:jane",
    received: null,
  });
  const preview = await admin.post(`/uploads/${upload}/preview`);
  expect(preview.body).toMatchObject({
    reading: { hasHeader: true, codeColumn: 0, expiryColumn: 1, delimiter: "comma" },
    columns: [
      { index: 0, name: "code" },
      { index: 1, name: "expires" },
    ],
    rows: [{ row: 2, cells: ["AAA", "2030-01-31"], becomes: { kind: "code", code: "AAA" } }, {}, {}, {}, {}],
    problem: null,
  });
  const { reading } = preview.body;
  const chosen = await admin.post(`/uploads/${upload}/preview`, {
    reading: { ...reading, expiryColumn: null },
  });
  expect(chosen.body.rows[0].becomes.expiresAt).toBeNull();
  for (let n = 0; n < 2; n += 1)
    expect(await admin.post(`/uploads/${upload}/start`, { reading })).toMatchObject({
      status: 202,
      body: { id: upload, status: "queued", progress: 0 },
    });
  await importUpload({ uploadId: upload });
  const done = { status: "completed", added: 2, duplicateInFile: 1, duplicateInAccount: 1, invalid: 1 };
  expect((await admin.get(`/uploads/${upload}`)).body).toMatchObject(done);
  expect((await admin.get(`/uploads?pool=${pool}`)).body.uploads).toMatchObject([{ id: upload, ...done }]);
  expect(await codesOf(pool)).toEqual(["AAA", "BBB"]);

  for (let n = 0; n < 2; n += 1)
    expect((await admin.post(`/uploads/${upload}/undo`)).body).toMatchObject({ status: "undoing" });
  await removeUploadCodes({ uploadId: upload, actor: "magento:jane" });
  expect((await admin.get(`/uploads/${upload}`)).body).toMatchObject({ status: "undone", undone: 2 });
});

test("rows that were not added are a CSV", async () => {
  const pool = await emptyPool(shop.accountId);
  const upload = await sent(
    pool,
    `code\n${codesNamed("REJ", 6_000)
      .flatMap((code) => [code, code])
      .join("\n")}\n`,
  );
  const { reading } = (await admin.post(`/uploads/${upload}/preview`)).body;
  await admin.post(`/uploads/${upload}/start`, { reading });
  await importUpload({ uploadId: upload });
  const path = `/api/bridge/v1/uploads/${upload}/rejects`;
  const response = await shop.call("GET", `${path}/duplicate_in_file`);
  expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  expect(response.headers.get("content-disposition")).toContain("codes-duplicate-in-file.csv");
  const lines = (await response.text()).trim().split("\r\n");
  expect(lines).toHaveLength(6_001);
  expect(lines.slice(0, 2)).toEqual(["row,code", "3,REJ-000001"]);
  expect(lines.at(-1)).toBe("12001,REJ-006000");
  expect((await shop.call("GET", `${path}/bad_luck`)).status).toBe(400);
  expect((await others.get(`/uploads/${upload}/rejects/invalid`)).status).toBe(404);
});

test("parts come in any order and again; the file is the one that was sent", async () => {
  const pool = await emptyPool(shop.accountId);
  const content = text(`code\n${codesNamed("LONG", 520_000).join("\n")}\n`);
  const partOf = (n: number) => content.subarray((n - 1) * UPLOAD_PART_BYTES, n * UPLOAD_PART_BYTES);
  const begun = await admin.post(`/pools/${pool}/uploads`, { fileName: "long.csv", bytes: content.length });
  expect(begun.body.upload).toMatchObject({ partBytes: UPLOAD_PART_BYTES, parts: 2 });
  const upload = begun.body.upload.id;
  expect((await send(upload, 2, partOf(2))).body).toEqual({ received: [2] });
  expect((await admin.get(`/uploads/${upload}`)).body).toMatchObject({ status: "arriving", received: [2] });
  expect((await admin.post(`/uploads/${upload}/preview`)).body.detail).toBe(
    "One part of this file did not arrive. Upload the file again.",
  );
  expect((await send(upload, 2, partOf(2))).body).toEqual({ received: [2] });
  // Something else of the same length, which the repeat replaces.
  await send(upload, 2, randomBytes(partOf(2).length));
  await send(upload, 2, partOf(2));
  expect((await send(upload, 1, partOf(1))).body).toEqual({ received: [1, 2] });
  // Its answer was lost: the file is whole, and stays as it is.
  expect(await send(upload, 1, partOf(1))).toEqual({ status: 200, body: { received: [1, 2] } });
  const { rows } = await database().pool.query<{ bytes: number; hash: string }>(
    "select file_bytes as bytes, encode(file_hash, 'hex') as hash from uploads where id = $1",
    [upload],
  );
  const hash = Buffer.from(await crypto.subtle.digest("SHA-256", content)).toString("hex");
  expect(rows).toEqual([{ bytes: content.length, hash }]);
  expect(await files()).not.toContain(upload);
});

test("a workbook comes whole through its parts", async () => {
  const pool = await emptyPool(shop.accountId);
  const bytes = await readFile("test/files/workbooks/codes.xlsx");
  const upload = await begin(pool, bytes.length);
  expect((await send(upload, 1, bytes)).body).toEqual({ received: [1] });
  const preview = (await admin.post(`/uploads/${upload}/preview`)).body;
  expect(preview).toMatchObject({ kind: "workbook", problem: null });
  expect(preview.sheets[0]).toHaveProperty("name");
  expect(preview.checked.codes).toBeGreaterThan(0);
  const other = await admin.post(`/uploads/${upload}/preview`, { reading: { sheet: 99 } });
  expect(other.body.detail).toMatch(/no such sheet/);
});

test("a wrong part or size is refused, and harms nothing", async () => {
  const pool = await emptyPool(shop.accountId);
  const upload = await begin(pool, UPLOAD_PART_BYTES + 10);
  expect((await send(upload, 3, text("0123456789"))).body.detail).toMatch(/2 parts/);
  expect((await send(upload, 0, text("0123456789"))).status).toBe(400);
  expect((await send(upload, 2, text("012345678"))).body.detail).toMatch(/has 10 bytes, and 9 came/);
  expect((await send(upload, 1, text("short"))).status).toBe(400);
  const tooLong = await send(upload, 1, new Uint8Array(UPLOAD_PART_BYTES + 1).fill(48));
  expect(tooLong).toMatchObject({ status: 413, body: { code: "too_large" } });
  const asJson = await shop.call("PUT", `/api/bridge/v1/uploads/${upload}/parts/2`, { json: {} });
  expect(asJson.status).toBe(415);
  expect((await admin.get(`/uploads/${upload}`)).body).toMatchObject({ status: "arriving", received: [] });
});

test("a file that cannot be used is refused with a sentence, now and later", async () => {
  const pool = await emptyPool(shop.accountId);
  const bytes = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0]);
  const upload = await begin(pool, bytes.length);
  for (let n = 0; n < 2; n += 1)
    expect((await send(upload, 1, bytes)).body.detail).toMatch(/^This is an image/);
  expect((await admin.get(`/uploads/${upload}`)).body).toMatchObject({
    status: "failed",
    error: expect.stringMatching(/^This is an image/),
  });
  expect((await admin.post(`/uploads/${upload}/preview`)).status).toBe(400);
  expect((await admin.get(`/uploads?pool=${pool}`)).body.uploads).toEqual([]);
});

test("too much, nothing, and a pool that takes no files are refused before a byte is sent", async () => {
  const pool = await emptyPool(shop.accountId);
  const path = `/pools/${pool}/uploads`;
  const fileName = "codes.csv";
  expect(await admin.post(path, { fileName, bytes: TEXT_FILE_BYTES_MAX + 1 })).toMatchObject({
    status: 413,
    body: { detail: expect.stringContaining("100 MB") },
  });
  expect(problemsOf(await admin.post(path, { fileName, bytes: 0 }))).toHaveProperty("bytes");
  await admin.post(`/pools/${pool}/archive`);
  expect((await admin.post(path, { fileName, bytes: 10 })).body.code).toBe("pool_archived");
});

test("while another process puts the file together, the last part is to be sent again", async () => {
  const pool = await emptyPool(shop.accountId);
  const bytes = text("code\nBUSY\n");
  const upload = await begin(pool, bytes.length);
  await withUploadLock(upload, async () => {
    expect(await send(upload, 1, bytes)).toMatchObject({ status: 503, body: { code: "overloaded" } });
    expect((await admin.post(`/uploads/${upload}/preview`)).status).toBe(503);
  });
  expect((await admin.post(`/uploads/${upload}/preview`)).body.checked).toMatchObject({ codes: 1 });
});

test("uploads of another account do not exist", async () => {
  const pool = await emptyPool(shop.accountId);
  const arriving = await begin(pool, 10);
  const draft = await sent(pool, "code\nOURS\n");
  const reading = { hasHeader: true, codeColumn: 0 };
  for (const upload of [arriving, draft, "upl_nothing", "..%2F..%2Fetc"]) {
    const part = await others.ask("PUT", `/uploads/${upload}/parts/1`, { bytes: text("0123456789") });
    expect(part.status).toBe(404);
    expect((await others.get(`/uploads/${upload}`)).status).toBe(404);
    expect((await others.post(`/uploads/${upload}/preview`)).status).toBe(404);
    expect((await others.post(`/uploads/${upload}/start`, { reading })).status).toBe(404);
    expect((await others.post(`/uploads/${upload}/undo`)).status).toBe(404);
  }
  expect((await others.post(`/pools/${pool}/uploads`, { fileName: "a", bytes: 3 })).status).toBe(404);
  expect((await others.get(`/uploads?pool=${pool}`)).status).toBe(404);
});

test("parts that nobody goes on with are thrown away with the stale drafts", async () => {
  const pool = await emptyPool(shop.accountId);
  const stale = await begin(pool, UPLOAD_PART_BYTES + 1);
  const live = await begin(pool, UPLOAD_PART_BYTES + 1);
  await send(live, 2, text("x"));
  const dayAgo = Date.now() / 1_000 - 86_401;
  await utimes(join(uploadDirectory(), stale), dayAgo, dayAgo);
  await deleteStaleDrafts();
  expect((await admin.get(`/uploads/${stale}`)).status).toBe(404);
  expect((await send(stale, 2, text("x"))).status).toBe(404);
  expect((await admin.get(`/uploads/${live}`)).body.received).toEqual([2]);
});
