import { z } from "zod";
import type { DiscountPlatform, PlatformFailure, PlatformResult } from "../discount-platform.ts";
import type { AdminClient } from "./admin-client.ts";
import { ask } from "./ask.ts";
import { type DiscountRequest, discountInput, typeOfOffer, type WritableType } from "./discount-input.ts";
import { DISCOUNT_EXISTS } from "./documents/read-documents.ts";
import * as documents from "./documents/write-documents.ts";
import { NOTHING_YET } from "./list-inputs.ts";
import { offerProblems } from "./offer-problems.ts";
import { findCode } from "./read-discounts.server.ts";
import { readLists } from "./read-lists.server.ts";
import { discountNodeId } from "./shopify-ids.ts";
import { isTaken, namesDiscount, refusedBy, userErrorsSchema } from "./user-errors.ts";

type Writing = Pick<DiscountPlatform, "createDiscount" | "updateDiscount" | "deleteDiscount">;

const DOCUMENTS = {
  DiscountCodeBasic: { create: documents.BASIC_CREATE, update: documents.BASIC_UPDATE },
  DiscountCodeBxgy: { create: documents.BXGY_CREATE, update: documents.BXGY_UPDATE },
  DiscountCodeFreeShipping: {
    create: documents.FREE_SHIPPING_CREATE,
    update: documents.FREE_SHIPPING_UPDATE,
  },
} as const satisfies Record<WritableType, { create: string; update: string }>;

const payload = z.object({
  codeDiscountNode: z
    .object({
      id: z.string().optional(),
      codeDiscount: z
        .object({ minimumRequirement: z.object({ __typename: z.string() }).nullish() })
        .optional(),
    })
    .nullable(),
  userErrors: userErrorsSchema,
});
/** The one field of a mutation's answer, whatever its name. */
const mutationAnswer = z.record(z.string(), payload).transform((answer, context) => {
  const [only] = Object.values(answer);
  if (only) return only;
  context.addIssue("The answer has no field.");
  return z.NEVER;
});
const deleteAnswer = z.object({ discountCodeDelete: z.object({ userErrors: userErrorsSchema }) });

/** Discounts of a shop, written. */
export function writeDiscounts(admin: AdminClient): Writing {
  return {
    createDiscount: (request) => createDiscount(admin, request),
    updateDiscount: (request) => updateDiscount(admin, request),
    deleteDiscount: (discountId) => deleteDiscount(admin, discountId),
  };
}

async function createDiscount(
  admin: AdminClient,
  request: DiscountRequest & { firstCode: string },
): Promise<PlatformResult<{ discountId: string; codes: string[] }>> {
  const impossible = refuseImpossible(request);
  if (impossible) return { ok: false, failure: impossible };
  const type = typeOfOffer(request.offer);
  const input = { ...discountInput(request, NOTHING_YET), code: request.firstCode };
  const answer = await ask(admin, DOCUMENTS[type].create, { input }, mutationAnswer);
  if (!answer.ok) return answer;
  const { codeDiscountNode, userErrors } = answer.value;
  if (codeDiscountNode?.id) {
    return { ok: true, value: { discountId: codeDiscountNode.id, codes: [request.firstCode] } };
  }
  if (userErrors.some((error) => error.field?.at(-1) === "code" && isTaken(error))) {
    // An earlier call whose answer was lost: its first code and its title are this one's.
    const owner = await findCode(admin, request.firstCode);
    if (!owner.ok) return owner;
    if (owner.value?.title === request.title) {
      return { ok: true, value: { discountId: owner.value.discountId, codes: [request.firstCode] } };
    }
  }
  return { ok: false, failure: refusedBy(userErrors) };
}

async function updateDiscount(
  admin: AdminClient,
  request: DiscountRequest & { discountId: string },
): Promise<PlatformResult<null>> {
  const impossible = refuseImpossible(request);
  if (impossible) return { ok: false, failure: impossible };
  const type = typeOfOffer(request.offer);
  const withSegments = request.offer.customers.kind === "segments";
  const present = await readLists(admin, { discountId: request.discountId, type, withSegments });
  if (!present.ok) return present;
  if (!present.value) return refuse("This discount was deleted in Shopify.");
  if (present.value.type !== type) {
    return refuse(
      "Shopify cannot turn a discount into one of another kind. Duplicate the template and describe it there.",
    );
  }
  const input = discountInput(request, present.value.lists);
  const answer = await ask(admin, DOCUMENTS[type].update, { id: request.discountId, input }, mutationAnswer);
  if (!answer.ok) return answer;
  const { codeDiscountNode, userErrors } = answer.value;
  if (userErrors.length > 0) return { ok: false, failure: refusedBy(userErrors) };
  // How a minimum is taken away is not documented: look whether it was.
  const minimum = codeDiscountNode?.codeDiscount?.minimumRequirement?.__typename ?? null;
  if (type !== "DiscountCodeBxgy" && minimum !== MINIMUMS[request.offer.minimum.kind]) {
    return refuse("Shopify kept the old minimum of this discount. Change the minimum there by hand.");
  }
  return { ok: true, value: null };
}

const MINIMUMS = {
  none: null,
  subtotal: "DiscountMinimumSubtotal",
  quantity: "DiscountMinimumQuantity",
} as const;

/** Also succeeds when it is gone already. */
async function deleteDiscount(admin: AdminClient, discountId: string): Promise<PlatformResult<null>> {
  const answer = await ask(admin, documents.DISCOUNT_DELETE, { id: discountId }, deleteAnswer);
  if (!answer.ok) return answer;
  const { userErrors } = answer.value.discountCodeDelete;
  if (userErrors.length === 0) return { ok: true, value: null };
  if (namesDiscount(userErrors)) {
    const exists = await discountExists(admin, discountId);
    if (!exists.ok) return exists;
    if (!exists.value) return { ok: true, value: null };
  }
  return { ok: false, failure: refusedBy(userErrors) };
}

const existsAnswer = z.object({ discountNode: z.object({ id: z.string() }).nullable() });

export async function discountExists(
  admin: AdminClient,
  discountId: string,
): Promise<PlatformResult<boolean>> {
  const answer = await ask(admin, DISCOUNT_EXISTS, { id: discountNodeId(discountId) }, existsAnswer);
  return answer.ok ? { ok: true, value: answer.value.discountNode !== null } : answer;
}

/** What Shopify cannot express, said before it is asked. */
function refuseImpossible({ offer }: DiscountRequest): PlatformFailure | null {
  const problems = offerProblems(offer);
  if (problems.length === 0) return null;
  return {
    kind: "refused",
    detail: problems.map(({ message }) => message).join(" "),
    errors: problems.map(({ path, message }) => ({ field: path, message })),
  };
}

function refuse(detail: string): { ok: false; failure: PlatformFailure } {
  return { ok: false, failure: { kind: "refused", detail, errors: [{ field: null, message: detail }] } };
}
