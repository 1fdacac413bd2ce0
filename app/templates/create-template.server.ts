import { database } from "#app/db/database.server.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { newId } from "#app/db/new-id.server.ts";
import type { Queryable } from "#app/db/queryable.ts";
import { type Result, refuse, succeed } from "#app/errors/refusal.ts";
import { appendHistory } from "#app/history/append-history.server.ts";
import type { DiscountSummary } from "#app/platforms/discount-platform.ts";
import type { OfferInput } from "#app/platforms/offer.ts";
import { type DiscountState, discountState, stateByDates } from "./discount-state.ts";
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
  if (input.source === "existing") {
    const owner = await templateThatMade(storeId, input.discount.id);
    if (owner !== null) return refuseOwn(owner);
  }
  const { name, offer, discountId } = checked.value;
  const templateId = newId("template");
  await inTransaction(async (client) => {
    const now = await databaseNow(client);
    await client.query(
      `insert into templates (id, account_id, store_id, name, source, discount_id, offer, platform_status)
       values ($1, $2, $3, $4, $5::template_source, $6, $7::jsonb, $8)`,
      [
        templateId,
        accountId,
        storeId,
        name,
        input.source satisfies TemplateSource,
        discountId,
        JSON.stringify(offer),
        checked.value.state(now),
      ],
    );
    await appendHistory(client, { accountId, actor, verb: "template.created", detail: { name } });
  });
  return await getTemplate({ accountId, templateId });
}

type Checked = Result<{
  name: string;
  offer: unknown;
  discountId: string | null;
  state: (now: Date) => DiscountState;
}>;

async function databaseNow(client: Queryable): Promise<Date> {
  const { rows } = await client.query<{ now: Date }>("select statement_timestamp() as now");
  const [row] = rows;
  if (!row) throw new Error("the database told no time");
  return row.now;
}

/** The name of the described template of which the discount is one of ours. */
async function templateThatMade(storeId: string, discountId: string): Promise<string | null> {
  const { rows } = await database().pool.query<{ name: string }>(
    `select t.name from groups g join templates t on t.id = g.template_id
     where g.store_id = $1 and g.discount_id = $2 and t.source = 'described'
     limit 1`,
    [storeId, discountId],
  );
  return rows[0]?.name ?? null;
}

function refuseOwn(owner: string): ReturnType<typeof refuse> {
  const message = `Coupon Pools made this discount for the template ${owner}. Use that template, or choose another discount.`;
  return refuse("invalid_request", message, { errors: [{ path: "discount", message }] });
}

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
  const { discount } = input;
  return succeed({
    name: name.data,
    offer: discount,
    discountId: discount.id,
    state: (now) => discountState(discount, now),
  });
}

function checkDescribed(input: { name: string; offer: OfferInput }, offerProblems: OfferCheck): Checked {
  const checked = checkTemplate(input, offerProblems);
  if (!checked.ok)
    return refuse("invalid_request", "Some fields need another look.", { errors: checked.errors });
  const { name, offer } = checked;
  return succeed({ name, offer, discountId: null, state: (now) => stateByDates(offer, now) });
}
