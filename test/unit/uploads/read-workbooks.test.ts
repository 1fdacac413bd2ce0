import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32, deflateRawSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { convertWorkbook, type WorkbookBounds } from "#app/uploads/workbook/convert-workbook.server.ts";
import { bytesOf, readUpload, summary } from "#test/support/read-upload.ts";
import { uploadDirectoryOfItsOwn } from "#test/support/upload-directory.ts";

const { files } = uploadDirectoryOfItsOwn();
const workbook = (name: string) => `test/files/workbooks/${name}`;

/** Reading a workbook starts a process. */
const PATIENCE_MS = 30_000;

describe("a workbook becomes the same rows in each format", () => {
  it.each(["codes.xlsx", "codes.xls", "codes.ods"])(
    "%s",
    async (name) => {
      const read = await readUpload(workbook(name));
      expect(read.choice).toMatchObject({ sheet: 0, hasHeader: true, codeColumn: 1, expiryColumn: 2 });
      expect(summary(read.rows)).toEqual([
        "SAVE-7KQ2@2027-12-31T22:59:59.000Z",
        // A number with the format 00000 keeps its zeros; a date with a time is that time here.
        "00123@2027-06-30T16:00:00.000Z",
        expect.stringMatching(/^!The spreadsheet shows this number as 1\.23.*E\+0?18 and has lost digits/),
        expect.stringMatching(/^!The spreadsheet shows this number as 12345678901234.. and has lost digits/),
        "FORM-1",
        "PADDED",
        expect.stringMatching(/^!The spreadsheet turned this code into the date 1-Mar/),
        "!The cell shows the error #N/A instead of a code.",
        "TRUE",
        "ÜNÏCODE-ß@2027-12-31T22:59:59.000Z",
        expect.stringMatching(/^!“31\/12\/2027” is not a date/),
        "123456789012345",
        "VIP-0077",
      ]);
      expect(read.rows.map(({ row }) => row)).toEqual([2, 3, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
    },
    PATIENCE_MS,
  );

  it(
    "another sheet is read when it is chosen; empty sheets are not offered",
    async () => {
      const read = await readUpload(workbook("codes.xlsx"), { sheet: 1 });
      expect(read.choice).toMatchObject({ hasHeader: false, codeColumn: 0, expiryColumn: null });
      expect(summary(read.rows)).toEqual(["MORE-1", "MORE-2", "MORE-3", "MORE-4", "MORE-5"]);
    },
    PATIENCE_MS,
  );
});

describe("a workbook that cannot be read is refused with a sentence, and nothing stays behind", () => {
  it.each([
    ["protected.xlsx", /protected by a password/],
    ["protected.xls", /protected by a password/],
    ["protected.ods", /protected by a password/],
    ["empty.xlsx", /There is nothing in this workbook/],
  ])(
    "%s",
    async (name, sentence) => {
      expect((await readUpload(workbook(name))).problem).toMatch(sentence);
      expect(await files()).toEqual([]);
    },
    PATIENCE_MS,
  );

  it(
    "one cut off in the middle, in each format",
    async () => {
      for (const name of ["codes.xlsx", "codes.xls", "codes.ods"]) {
        const bytes = readFileSync(workbook(name));
        const read = await readUpload(bytesOf(bytes.subarray(0, bytes.length * 0.6)));
        expect(read.problem, name).toMatch(/damaged|neither a list of codes nor a workbook/);
      }
    },
    PATIENCE_MS,
  );

  it(
    "an archive of something else",
    async () => {
      const zip = zipOf([{ name: "codes.csv", content: Buffer.from("code\nSAVE-1\n") }]);
      expect((await readUpload(bytesOf(zip))).problem).toMatch(/neither a list of codes nor a workbook/);
    },
    PATIENCE_MS,
  );

  it(
    "a zip bomb is refused for what it really holds, whatever its headers say",
    async () => {
      const content = Buffer.alloc(500_000_000, "0");
      const bomb = zipOf([{ name: "xl/worksheets/sheet1.xml", content, claimedSize: 1_000 }]);
      expect(bomb.length).toBeLessThan(1_000_000);
      expect((await readUpload(bytesOf(bomb))).problem).toMatch(/too large to be read/);
    },
    PATIENCE_MS,
  );

  it(
    "reading is ended when it takes more memory or time than it may",
    async () => {
      const folder = mkdtempSync(join(tmpdir(), "coupon-pools-workbook-"));
      const path = join(folder, "large.xlsx");
      writeFileSync(path, largeWorkbook());
      const convert = (bounds: WorkbookBounds) => convertWorkbook(path, join(folder, "sheets"), bounds);
      expect(await convert({ memoryBytes: 200_000_000, seconds: 60 })).toEqual({
        ok: false,
        problem: "memory",
      });
      expect(await convert({ memoryBytes: 1e9, seconds: 0.2 })).toEqual({ ok: false, problem: "time" });
      expect(readdirSync(folder)).toEqual(["large.xlsx"]);
      rmSync(folder, { recursive: true });
    },
    PATIENCE_MS,
  );
});

/** A sheet of half a million rows: little on disk, much in memory. */
function largeWorkbook(): Buffer {
  const open = '<?xml version="1.0"?>';
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const row = '<row><c t="inlineStr"><is><t>SAVE-7KQ2MX</t></is></c></row>';
  const files: Record<string, string> = {
    "[Content_Types].xml": `${open}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
    "xl/workbook.xml": `${open}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `${open}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    "xl/worksheets/sheet1.xml": `${open}<worksheet xmlns="${main}"><sheetData>${row.repeat(500_000)}</sheetData></worksheet>`,
  };
  return zipOf(Object.entries(files).map(([name, text]) => ({ name, content: Buffer.from(text) })));
}

interface ZipEntry {
  name: string;
  content: Buffer;
  claimedSize?: number;
}

/** A ZIP archive, with sizes in its headers that need not be true. */
function zipOf(entries: ZipEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, claimedSize } of entries) {
    const packed = deflateRawSync(content);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(claimedSize ?? content.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from("PK\u0003\u0004"), common, Buffer.from(name), packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(
      Buffer.concat([Buffer.from("PK\u0001\u0002\u0014\u0000"), common, rest, Buffer.from(name)]),
    );
    parts.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\u0005\u0006", "latin1");
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, central, end]);
}
