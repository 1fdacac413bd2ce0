import { describe, expect, it } from "vitest";
import { bytesOf, readUpload, summary } from "#test/support/read-upload.ts";
import { uploadDirectoryOfItsOwn } from "#test/support/upload-directory.ts";

const { files } = uploadDirectoryOfItsOwn();
const file = (name: string) => `test/files/text/${name}`;

describe("one list reads the same in every encoding and with every line end", () => {
  const list = ["ÄPFEL-1@2027-12-31T22:59:59.000Z", "ÄPFEL-2", "BIRNE-3@2027-06-30T21:59:59.000Z"];
  it.each([
    ["utf8-crlf.csv", "utf-8"],
    ["utf8-cr.txt", "utf-8"],
    ["utf8-mark-lf.csv", "utf-8"],
    ["windows1252-crlf.csv", "windows-1252"],
    ["utf16le-mark.csv", "utf-16le"],
    ["utf16be-mark.csv", "utf-16be"],
    ["utf16le-no-mark.txt", "utf-16le"],
    ["utf16be-no-mark.txt", "utf-16be"],
  ])("%s", async (name, encoding) => {
    const read = await readUpload(file(name));
    expect(read.choice).toMatchObject({
      encoding,
      delimiter: "semicolon",
      hasHeader: true,
      codeColumn: 0,
      expiryColumn: 1,
    });
    expect(summary(read.rows)).toEqual(list);
  });
});

describe("what a spreadsheet program exports", () => {
  it.each([
    ["libreoffice-comma-utf8.csv", "comma", "utf-8"],
    ["libreoffice-semicolon-windows1252.csv", "semicolon", "windows-1252"],
    ["libreoffice-tab-utf16.csv", "tab", "utf-16le"],
  ])("%s", async (name, delimiter, encoding) => {
    const read = await readUpload(file(name));
    expect(read.choice).toMatchObject({
      delimiter,
      encoding,
      hasHeader: true,
      codeColumn: 1,
      expiryColumn: 2,
    });
    expect(summary(read.rows)).toEqual([
      "SAVE-7KQ2@2027-12-31T22:59:59.000Z",
      expect.stringMatching(/^!“30\.06\.2027 18:00” is not a date/),
      expect.stringMatching(/^!The spreadsheet shows this number as 1\.23456789012346E\+018/),
      "1234567890123456",
      "FORM-1",
      "PADDED",
      "1-Mar",
      "#N/A",
      "TRUE",
      "ÜNÏCODE-ß@2027-12-31T22:59:59.000Z",
      expect.stringMatching(/^!“31\/12\/2027” is not a date/),
      "123456789012345",
      "VIP-0077",
    ]);
    // Rows are numbered as the spreadsheet numbers them: the header is 1 and the blank row counts.
    expect(read.rows.map(({ row }) => row)).toEqual([2, 3, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
  });

  it("other orders of day and month are read as chosen", async () => {
    const read = await readUpload(file("libreoffice-comma-utf8.csv"), { dateOrder: "dmy" });
    expect(summary(read.rows)[1]).toBe("00123@2027-06-30T16:00:00.000Z");
    expect(summary(read.rows)[10]).toBe("DMY-1@2027-12-31T22:59:59.000Z");
  });
});

describe("plain and odd lists", () => {
  it("a list without header, with blank lines and spaces", async () => {
    const read = await readUpload(file("plain-list.txt"));
    expect(read.choice).toMatchObject({ delimiter: "none", hasHeader: false, codeColumn: 0 });
    expect(summary(read.rows)).toEqual(["SAVE-1", "SAVE-2", "SAVE-3"]);
    expect(read.rows.map(({ row }) => row)).toEqual([1, 3, 4]);
  });

  it("quotes, doubled quotes, a delimiter and a line break inside quotes, and Excel's sep= line", async () => {
    const read = await readUpload(file("quotes-pipe.csv"));
    expect(read.choice).toMatchObject({ delimiter: "pipe", hasHeader: true, codeColumn: 1 });
    expect(summary(read.rows)).toEqual([
      "PIPE|1",
      'PIPE "2"',
      expect.stringMatching(/^!The code contains a line break/),
    ]);
  });

  it("a quotation mark that is never closed is told with its row", async () => {
    const read = await readUpload(file("quote-not-closed.csv"));
    expect(read.problem).toMatch(/^A quotation mark opened in row 3 is never closed/);
  });

  it("line ends may be mixed", async () => {
    const read = await readUpload(bytesOf("code\r\nA-1\nB-2\rC-3\r\n"));
    expect(summary(read.rows)).toEqual(["A-1", "B-2", "C-3"]);
  });

  it("a later byte that is no UTF-8 makes the whole file Windows-1252", async () => {
    const read = await readUpload(
      bytesOf("code\n", "SAVE-1\n".repeat(20_000), Buffer.from([0xc4, 0x31, 0x0a])),
    );
    expect(read.choice?.encoding).toBe("windows-1252");
    expect(summary(read.rows).at(-1)).toBe("Ä1");
  });
});

describe("what is no list of codes is refused with a sentence", () => {
  it.each([
    ["empty.csv", /The file is empty/],
    ["image.csv", /This is an image, not a list of codes/],
  ])("%s", async (name, sentence) => {
    expect((await readUpload(file(name))).problem).toMatch(sentence);
  });

  it("a program, a PDF, a web page and noise", async () => {
    const problem = async (...parts: (string | Uint8Array)[]) =>
      (await readUpload(bytesOf(...parts))).problem;
    expect(await problem("\u007fELF\u0000\u0000")).toMatch(/a program/);
    expect(await problem("%PDF-1.7\n")).toMatch(/a PDF document/);
    expect(await problem("<!DOCTYPE html><table><tr><td>SAVE-1")).toMatch(/web page/);
    expect(await problem(Buffer.from([1, 2, 0, 3, 0, 0, 9, 8, 7, 0]))).toMatch(
      /neither text nor a spreadsheet/,
    );
  });

  it("a row that never ends is refused long before it fills the memory, whatever it is made of", async () => {
    for (const endless of ["A", ",", '"\n",']) {
      const parts = Array.from({ length: 40 }, () => endless.repeat(100_000));
      const read = await readUpload(bytesOf("code\nSAVE-1\n", ...parts), {
        delimiter: "comma",
        hasHeader: true,
        codeColumn: 0,
      });
      expect(read.problem).toMatch(/^Row 3 is longer than 1 million characters/);
    }
  });

  it("a file over the limit is refused while it arrives, and nothing stays behind", async () => {
    const megabyte = Buffer.alloc(1_000_000, "SAVE-1\n");
    let sent = 0;
    const endless = async function* () {
      for (;;) {
        sent += 1;
        yield megabyte;
      }
    };
    expect((await readUpload(endless())).problem).toMatch(/larger than 100 MB/);
    expect(sent).toBe(101);
    const workbook = async function* () {
      yield Buffer.from("PK\u0003\u0004");
      yield* endless();
    };
    expect((await readUpload(workbook())).problem).toMatch(/larger than 25 MB/);
    expect(await files()).toEqual([]);
  });

  it("a connection that breaks off leaves nothing behind", async () => {
    const broken = async function* () {
      yield Buffer.from("code\nSAVE-1\n");
      throw new Error("socket hang up");
    };
    await expect(readUpload(broken())).rejects.toThrow("socket hang up");
    expect(await files()).toEqual([]);
  });
});
