import { csvLine } from "#app/csv/csv-line.ts";
import { type Result, refuse, succeed } from "#app/errors/refusal.ts";
import type { RefusedWhy } from "#app/pools/refused-codes.ts";
import { findCreation } from "#app/replenishment/find-creation.server.ts";
import { type CreationRefusal, listRefusedCodes } from "#app/replenishment/list-refused-codes.server.ts";

/** What is wrong with such a code, in the words of Magento. */
const PROBLEMS = {
  not_in_shop: "Not in Magento",
  ended: "Its cart price rule has ended",
  scheduled: "Its cart price rule has not begun yet",
  inactive: "Its cart price rule is switched off",
  used_up: "Used already, as often as its cart price rule allows one code",
  invalid: "Magento does not take it as a code",
} as const satisfies Record<RefusedWhy, string>;

/**
 * The codes that the last creation could not make work in a Magento store, as a CSV that is made while it is sent.
 * Refusal: `not_found`, where there was none of late.
 */
export async function refusedCreation(request: {
  accountId: string;
  poolId: string;
  storeId: string;
}): Promise<Result<{ fileName: string; text: AsyncGenerator<string> }>> {
  const { accountId, poolId, storeId } = request;
  if (!(await findCreation(poolId, storeId))) {
    return refuse("not_found", "No codes of this pool were created in Magento of late.");
  }
  const found = await listRefusedCodes({ accountId, poolId, storeId });
  if (!found.ok) return found;
  const { handle, codes } = found.value;
  return succeed({ fileName: `${handle}-refused.csv`, text: textOf(codes) });
}

async function* textOf(pages: AsyncIterable<CreationRefusal[]>): AsyncGenerator<string> {
  // The mark makes Excel read UTF-8.
  yield `\ufeff${csvLine(["code", "problem", "detail"])}`;
  for await (const codes of pages) {
    yield codes.map(({ code, why, detail }) => csvLine([code, PROBLEMS[why], detail ?? ""])).join("");
  }
}
