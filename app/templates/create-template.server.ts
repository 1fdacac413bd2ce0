import { database } from "#app/db/database.server.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { newId } from "#app/db/new-id.server.ts";
import { type Result, refuse } from "#app/errors/refusal.ts";
import { appendHistory } from "#app/history/append-history.server.ts";
import type { DiscountSummary } from "#app/platforms/discount-platform.ts";
import type { OfferInput } from "#app/platforms/offer.ts";
import { getTemplate } from "./get-template.server.ts";
import { checkTemplate, type OfferCheck, templateNameSchema } from "./template-input.ts";
import type { TemplateDetail, TemplateSource } from "./template-view.ts";

export type TemplateInput =
  /** A discount of the merchant's own, as the platform told it a moment ago. */
  | { source: "existing"; name: string; discount: DiscountSummary }
  | { source: "described"; name: string; offer: OfferInput };

/**
 * Makes a template. A described one's discounts are created on the platform when a pool needs codes.
 * Refusals: `invalid_request` with one entry per field (`name`, `discount`, `offer....`), `not_found`.
 */
export async function createTemplate(request: {
  accountId: string;
  storeId: string;
  actor: string;
  input: TemplateInput;
  offerProblems: OfferCheck;
}): Promise<Result<TemplateDetail>> {
  const { accountId, storeId, actor, input } = request;
  const store = await database().prisma.store.findFirst({ where: { id: storeId, accountId } });
  if (!store) return refuse("not_found", "This account has no such store.");
  const checked =
    input.source === "existing" ? checkExisting(input) : checkDescribed(input, request.offerProblems);
  if (!checked.ok) return checked;
  const { name, offer, discountId } = checked.value;
  const templateId = newId("template");
  await inTransaction(async (client) => {
    await client.query(
      `insert into templates (id, account_id, store_id, name, source, discount_id, offer)
       values ($1, $2, $3, $4, $5::template_source, $6, $7::jsonb)`,
      [
        templateId,
        accountId,
        storeId,
        name,
        input.source satisfies TemplateSource,
        discountId,
        JSON.stringify(offer),
      ],
    );
    await appendHistory(client, { accountId, actor, verb: "template.created", detail: { name } });
  });
  return await getTemplate({ accountId, templateId });
}

type Checked = Result<{ name: string; offer: unknown; discountId: string | null }>;

function checkExisting(input: { name: string; discount: DiscountSummary }): Checked {
  const name = templateNameSchema.safeParse(input.name);
  const errors = name.success ? [] : name.error.issues.map(({ message }) => ({ path: "name", message }));
  if (input.discount.status === "expired") {
    errors.push({
      path: "discount",
      message: "This discount has ended or is inactive. Activate it first, or choose another.",
    });
  }
  if (!name.success || errors.length > 0)
    return refuse("invalid_request", "Some fields need another look.", { errors });
  return { ok: true, value: { name: name.data, offer: input.discount, discountId: input.discount.id } };
}

function checkDescribed(input: { name: string; offer: OfferInput }, offerProblems: OfferCheck): Checked {
  const checked = checkTemplate(input, offerProblems);
  if (!checked.ok)
    return refuse("invalid_request", "Some fields need another look.", { errors: checked.errors });
  return { ok: true, value: { name: checked.name, offer: checked.offer, discountId: null } };
}
