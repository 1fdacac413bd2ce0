import { isBlank } from "./cell.ts";
import { csvRows } from "./csv-rows.ts";
import type { Delimiter } from "./reading-choice.ts";

/** Of two that fit equally, the earlier: a decimal comma is commoner than a semicolon inside a field. */
const CANDIDATES = ["tab", "semicolon", "pipe", "comma"] as const satisfies Delimiter[];
/** Share of the sampled rows that must have the same number of columns. */
const SAME_WIDTH_SHARE = 0.7;
const HINTS: Record<string, Delimiter> = { ";": "semicolon", ",": "comma", "\t": "tab", "|": "pipe" };

/** What separates the columns, from the first part of a file. `none` for a plain list. */
export async function detectDelimiter(sample: string): Promise<Delimiter> {
  const hint = /^\ufeff?sep=(.)\r?\n/i.exec(sample)?.[1];
  if (hint && HINTS[hint]) return HINTS[hint];
  let best: { delimiter: Delimiter; share: number } = { delimiter: "none", share: 0 };
  for (const delimiter of CANDIDATES) {
    const share = await sameWidthShare(sample, delimiter);
    if (share >= SAME_WIDTH_SHARE && share > best.share) best = { delimiter, share };
  }
  return best.delimiter;
}

/** The share of rows that have the commonest number of columns, 0 when that is one. */
async function sameWidthShare(sample: string, delimiter: Delimiter): Promise<number> {
  const widths = new Map<number, number>();
  let rows = 0;
  // A sample can end inside a quoted field: what was read before that counts.
  for await (const batch of csvRows([sample], delimiter)) {
    for (const { cells } of batch.ok ? batch.rows : []) {
      if (isBlank(cells)) continue;
      rows += 1;
      widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1);
    }
  }
  const [width, count] = [...widths].sort((a, b) => b[1] - a[1])[0] ?? [1, 0];
  return width > 1 && rows > 0 ? count / rows : 0;
}
