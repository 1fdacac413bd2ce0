import type { Encoding } from "./reading-choice.ts";

/** What marks the beginning of a text in each encoding. */
const BYTE_ORDER_MARKS: [Encoding, number[]][] = [
  ["utf-8", [0xef, 0xbb, 0xbf]],
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]],
];

/** Bytes of the byte order mark, if the text begins with that of this encoding. */
export function byteOrderMarkBytes(head: Uint8Array, encoding: Encoding): number {
  const mark = BYTE_ORDER_MARKS.find(([name]) => name === encoding)?.[1];
  return mark?.every((byte, index) => head[index] === byte) ? mark.length : 0;
}

/**
 * How a text file is encoded. A byte order mark decides; UTF-16 without one is told by the zeros that every
 * other byte is in Latin script; text that is not valid UTF-8 throughout is Windows-1252, Excel's "CSV" in
 * western Europe. Null: this is no text.
 */
export function detectEncoding(head: Uint8Array, isUtf8: boolean): Encoding | null {
  const marked = BYTE_ORDER_MARKS.find(([encoding]) => byteOrderMarkBytes(head, encoding) > 0);
  if (marked) return marked[0];
  const zeros = { even: 0, odd: 0 };
  const pairs = Math.floor(Math.min(head.length, 4_096) / 2);
  for (let index = 0; index < pairs * 2; index += 2) {
    if (head[index] === 0) zeros.even += 1;
    if (head[index + 1] === 0) zeros.odd += 1;
  }
  if (pairs > 0 && zeros.odd > pairs * 0.6 && zeros.even < pairs * 0.1) return "utf-16le";
  if (pairs > 0 && zeros.even > pairs * 0.6 && zeros.odd < pairs * 0.1) return "utf-16be";
  if (!looksLikeText(head)) return null;
  return isUtf8 ? "utf-8" : "windows-1252";
}

/** Text has no zeros, and control characters only by accident. */
function looksLikeText(head: Uint8Array): boolean {
  let controls = 0;
  for (const byte of head) {
    if (byte === 0) return false;
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) controls += 1;
  }
  return controls <= head.length * 0.02;
}
