import { z } from "zod";
import type { PlatformFailure } from "../discount-platform.ts";

/** Shopify's answer to what it understood and does not do. */
export const userErrorsSchema = z.array(
  z.object({ field: z.array(z.string()).nullable(), code: z.string().nullable(), message: z.string() }),
);
export type UserError = z.output<typeof userErrorsSchema>[number];

/** Fields of Shopify's inputs by the names of the offer's; the longest beginning counts. */
const OFFER_FIELDS: [shopify: string, offer: string][] = [
  ["title", "title"],
  ["code", "code"],
  ["tags", "tag"],
  ["startsAt", "startsAt"],
  ["endsAt", "endsAt"],
  ["usageLimit", "usesPerCode"],
  ["appliesOncePerCustomer", "oncePerCustomer"],
  ["usesPerOrderLimit", "reward.usesPerOrder"],
  ["recurringCycleLimit", "recurringCycles"],
  ["combinesWith", "combinesWith"],
  ["context", "customers"],
  ["minimumRequirement", "minimum"],
  ["customerBuys.items", "reward.buys.items"],
  ["customerBuys.value", "reward.buys.quantity"],
  ["customerGets.value.discountOnQuantity.effect", "reward.gets.percentOff"],
  ["customerGets.value.discountOnQuantity", "reward.gets.quantity"],
  ["customerGets.value", "reward.value"],
  ["customerGets.appliesOn", "purchase"],
  ["customerGets.items", "reward.items"],
  ["appliesOn", "purchase"],
  ["destination", "reward.countries"],
  ["maximumShippingPrice", "reward.maximumRate"],
];

/** A refusal by Shopify's own sentences, each at the field of the offer that it is about. */
export function refusedBy(errors: readonly UserError[]): PlatformFailure {
  return {
    kind: "refused",
    detail: errors.map(({ message }) => sentence(message)).join(" "),
    errors: errors.map(({ field, message }) => ({ field: offerField(field), message: sentence(message) })),
  };
}

/** The first word of a path is the mutation's argument. Null: about nothing that the offer has. */
function offerField(field: readonly string[] | null): string | null {
  const path = field?.slice(1).join(".") ?? "";
  return OFFER_FIELDS.find(([shopify]) => path.startsWith(shopify))?.[1] ?? null;
}

function sentence(message: string): string {
  const text = message.trim();
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** Whether a code could not be made because it is there already. */
export function isTaken(error: Pick<UserError, "code" | "message">): boolean {
  if (["TAKEN", "DUPLICATE", "IMPLICIT_DUPLICATE"].includes(error.code ?? "")) return true;
  return error.code === null && /\b(taken|unique|already)\b/i.test(error.message);
}

/** Whether the only thing wrong is that the discount is not there: by the argument that names it. */
export function namesDiscount(errors: readonly UserError[]): boolean {
  const isId = ({ field }: UserError) => field?.length === 1 && /^(id|discountId)$/.test(field[0] ?? "");
  return errors.length > 0 && errors.every(isId);
}
