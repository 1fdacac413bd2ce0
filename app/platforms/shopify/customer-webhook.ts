import { z } from "zod";

const id = z.union([z.number().int(), z.string()]).transform((number) => String(number));

const customerSchema = z.object({
  customer: z
    .object({ id: id.nullish(), email: z.string().nullish(), phone: z.string().nullish() })
    .nullish(),
  orders_to_redact: z.array(id).nullish(),
  orders_requested: z.array(id).nullish(),
});

/** Whom a compliance webhook is about. */
export interface AskedCustomer {
  /** Every form in which an email platform may name this person. */
  contacts: string[];
  /** The shop's number of the customer; null where Shopify has none. */
  customerId: string | null;
  orderIds: string[];
}

/**
 * The person of a customers/redact or customers/data_request: number (plain and as gid), email and phone, of which
 * Shopify leaves out what it does not have; of a guest there may be orders alone. Null: nobody is named.
 * Source: shopify.dev, privacy law compliance.
 */
export function readCustomerWebhook(payload: unknown): AskedCustomer | null {
  const read = customerSchema.safeParse(payload);
  if (!read.success) return null;
  const { customer, orders_to_redact: erased, orders_requested: asked } = read.data;
  const numbers = customer?.id ? [customer.id, `gid://shopify/Customer/${customer.id}`] : [];
  const phone = customer?.phone?.trim();
  // Platforms write the same number with and without its plus and its gaps.
  const phones = phone ? [phone, phone.replace(/[^\d+]/g, ""), phone.replace(/\D/g, "")] : [];
  const contacts = [...numbers, ...(customer?.email ? [customer.email] : []), ...phones];
  const named = [...new Set(contacts.filter((contact) => contact !== ""))];
  const orderIds = [...(erased ?? []), ...(asked ?? [])];
  if (named.length + orderIds.length === 0) return null;
  return { contacts: named, customerId: customer?.id ?? null, orderIds };
}
