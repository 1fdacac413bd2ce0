/** What the first bytes of a file say it is, or why it is refused. The name of a file is never asked. */
export type Sniffed = { ok: true; kind: "text" | "workbook" } | { ok: false; problem: string };

/** Bytes that are enough to tell. */
export const SNIFF_BYTES = 65_536;

const SAVE_AS = "Save your codes as CSV or as an Excel workbook (.xlsx) and upload that file.";

const WORKBOOKS = [
  "50 4b 03 04",
  "d0 cf 11 e0 a1 b1 1a e1",
  "09 08 10 00",
  "09 08 08 00",
  "09 04 06 00",
  "09 02 06 00",
  "09 00 04 00",
];

const OTHERS: [string, string][] = [
  ["89 50 4e 47", "an image"],
  ["ff d8 ff", "an image"],
  ["47 49 46 38", "an image"],
  ["42 4d", "an image"],
  ["49 49 2a 00", "an image"],
  ["4d 4d 00 2a", "an image"],
  ["25 50 44 46", "a PDF document"],
  ["7b 5c 72 74 66", "a rich text document"],
  ["1f 8b", "a compressed archive"],
  ["42 5a 68", "a compressed archive"],
  ["37 7a bc af 27 1c", "a compressed archive"],
  ["52 61 72 21 1a 07", "a compressed archive"],
  ["fd 37 7a 58 5a 00", "a compressed archive"],
  ["28 b5 2f fd", "a compressed archive"],
  ["50 4b 05 06", "an empty ZIP archive"],
  ["7f 45 4c 46", "a program"],
  ["4d 5a 90 00", "a program"],
];

export function sniffKind(head: Uint8Array): Sniffed {
  if (head.length === 0)
    return { ok: false, problem: "The file is empty. Choose the file that holds your codes." };
  if (WORKBOOKS.some((signature) => startsWith(head, signature))) return { ok: true, kind: "workbook" };
  if (ascii(head, 0, 4) === "RIFF" && ascii(head, 8, 4) === "WEBP") return not("an image");
  if (/^ftyp(heic|heix|mif1|avif)/.test(ascii(head, 4, 8))) return not("an image");
  // Two letters alone would refuse codes that begin with them: a bitmap also has zeros in its header.
  const other = OTHERS.find(
    ([signature, what]) =>
      startsWith(head, signature) && (what !== "an image" || signature.length > 5 || head.includes(0)),
  );
  if (other) return not(other[1]);
  const start = ascii(head, 0, 1_024)
    .replace(/^(\xef\xbb\xbf)?\s*/, "")
    .toLowerCase();
  if (
    start.startsWith("<?xml") ||
    start.startsWith("<html") ||
    start.startsWith("<!doctype html") ||
    start.startsWith("<table")
  ) {
    return {
      ok: false,
      problem:
        "This is a web page or an XML file, not a spreadsheet. Open it in Excel, save it as an Excel workbook (.xlsx) and upload that file.",
    };
  }
  return { ok: true, kind: "text" };
}

function not(what: string): Sniffed {
  return { ok: false, problem: `This is ${what}, not a list of codes. ${SAVE_AS}` };
}

/** What is told about a file that is neither text nor a workbook nor anything we know. */
export const NOT_TEXT = `This file is neither text nor a spreadsheet. ${SAVE_AS}`;

function startsWith(head: Uint8Array, signature: string): boolean {
  return signature.split(" ").every((hex, index) => head[index] === Number.parseInt(hex, 16));
}

function ascii(head: Uint8Array, from: number, length: number): string {
  return Buffer.from(head.subarray(from, from + length)).toString("latin1");
}
