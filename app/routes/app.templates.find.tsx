import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { requireMerchant } from "#app/pages/merchant.server.ts";
import { merchantStore } from "#app/pages/merchant-store.server.ts";
import { discountWarnings } from "#app/platforms/discount-warnings.ts";
import { failureSentence } from "#app/ui/platform-words.ts";
import type { FindAnswer } from "#app/ui/TemplateFind.tsx";
import { platformOf } from "#app/wiring/platform-of.server.ts";

const question = z.object({
  by: z.enum(["title", "reference"]),
  asked: z.string().trim().max(1_000),
  after: z.string().max(1_000).nullable(),
});

/** Looks for discounts of the store. A POST, since what is pasted may be somebody's code. */
export async function action({ request }: ActionFunctionArgs): Promise<FindAnswer> {
  const store = await merchantStore(await requireMerchant(request));
  const { by, asked, after } = question.parse(await request.json());
  const platform = await platformOf(store.id, "page");
  const now = new Date();
  if (by === "title") {
    const found = await platform.searchDiscounts(asked, after);
    if (!found.ok)
      return { by, asked, after, problem: failureSentence(found.failure), found: [], next: null };
    const { discounts, next } = found.value;
    const warned = discounts.map((discount) => ({ discount, warnings: discountWarnings(discount, now) }));
    return { by, asked, after, problem: null, found: warned, next };
  }
  const found = await platform.findDiscount(asked);
  if (!found.ok) return { by, asked, after, problem: failureSentence(found.failure), found: [], next: null };
  const discount = found.value;
  const warned = discount ? [{ discount, warnings: discountWarnings(discount, now) }] : [];
  return { by, asked, after, problem: null, found: warned, next: null };
}
