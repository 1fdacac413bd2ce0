import { csvLine } from "#app/csv/csv-line.ts";
import { type Result, succeed } from "#app/errors/refusal.ts";
import { REFUSED_SENTENCES } from "#app/pools/refused-codes.ts";
import { listRefusedCodes } from "#app/replenishment/list-refused-codes.server.ts";

/** The codes that could not be made to work in the shop, as a CSV that is made while it is sent. */
export async function refusedCodesCsv(request: {
  accountId: string;
  poolId: string;
}): Promise<Result<{ fileName: string; text: AsyncGenerator<string> }>> {
  const found = await listRefusedCodes(request);
  if (!found.ok) return found;
  const { handle, codes } = found.value;
  return succeed({ fileName: `${handle}-refused.csv`, text: textOf(codes) });
}

async function* textOf(
  pages: Extract<Awaited<ReturnType<typeof listRefusedCodes>>, { ok: true }>["value"]["codes"],
): AsyncGenerator<string> {
  // The mark makes Excel read UTF-8.
  yield `\ufeff${csvLine(["code", "problem", "detail"])}`;
  for await (const codes of pages) {
    yield codes
      .map(({ code, why, detail }) => csvLine([code, REFUSED_SENTENCES[why], detail ?? ""]))
      .join("");
  }
}
