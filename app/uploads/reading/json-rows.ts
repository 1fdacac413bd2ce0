import type { Cell } from "./cell.ts";
import type { RowBatch } from "./csv-rows.ts";

/**
 * The rows of the text form that we write ourselves, for workbooks and for lists from the API: one JSON
 * array of cells a line.
 */
export async function* jsonRows(chunks: AsyncIterable<Buffer | string>): AsyncGenerator<RowBatch> {
  const decoder = new TextDecoder();
  let row = 0;
  let rest = "";
  const read = (line: string) => {
    row += 1;
    return { row, cells: line === "[]" ? [] : (JSON.parse(line) as Cell[]) };
  };
  for await (const chunk of chunks) {
    const text = rest + (typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true }));
    const lines = text.split("\n");
    rest = lines.pop() ?? "";
    yield { ok: true, rows: lines.map(read) };
  }
  if (rest !== "") yield { ok: true, rows: [read(rest)] };
}
