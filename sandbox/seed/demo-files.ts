import { seededRandom } from "../seeded-random.ts";

// Coupon files as merchants have them. The same demo always makes the same codes.

/** No letters or digits that people mix up. */
const ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

/** `count` different codes: prefix, then letters and digits. */
export function makeCodes(prefix: string, length: number, count: number, seed: number): string[] {
  const random = seededRandom(seed);
  const codes = new Set<string>();
  while (codes.size < count) {
    const letters = Array.from({ length }, () => ALPHABET[Math.floor(random() * ALPHABET.length)]).join("");
    codes.add(prefix + letters);
  }
  return [...codes];
}

/** One column with a header, as shop systems export it. */
export function plainFile(codes: readonly string[]): string {
  return `coupon_code\n${codes.join("\n")}\n`;
}

/** Semicolons, CRLF and quotes, as a spreadsheet of half of Europe saves it; every code with its last day. */
export function spreadsheetFile(codes: readonly string[], lastDay: (index: number) => Date): string {
  const rows = codes.map((code, index) => `"${code}";${lastDay(index).toISOString().slice(0, 10)};10 %`);
  return `\uFEFF${["Coupon Code;Valid until;Value", ...rows].join("\r\n")}\r\n`;
}
