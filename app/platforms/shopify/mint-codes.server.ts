import { z } from "zod";
import type { BatchOutcome, CodeOutcome, DiscountPlatform, PlatformResult } from "../discount-platform.ts";
import type { AdminClient } from "./admin-client.ts";
import { ask } from "./ask.ts";
import * as documents from "./documents/code-documents.ts";
import { type CreationNode, readCreation } from "./read-creation.server.ts";
import { numberOfId } from "./shopify-ids.ts";
import { LIST_ITEMS_MAX } from "./shopify-limits.ts";
import { isTaken, refusedBy, userErrorsSchema } from "./user-errors.ts";

type Minting = Pick<DiscountPlatform, "submit" | "collect">;

/** Codes of a discount, made in bulk. */
export function mintCodes(admin: AdminClient): Minting {
  return {
    submit: (request) => submit(admin, request),
    collect: (platformRef) => collect(admin, platformRef),
  };
}

const addAnswer = z.object({
  discountRedeemCodeBulkAdd: z.object({
    bulkCreation: z.object({ id: z.string() }).nullable(),
    userErrors: userErrorsSchema,
  }),
});

async function submit(
  admin: AdminClient,
  { discountId, codes }: { discountId: string; codes: string[] },
): Promise<PlatformResult<{ platformRef: string }>> {
  if (codes.length === 0 || codes.length > LIST_ITEMS_MAX) {
    throw new Error(`A batch takes 1 to ${LIST_ITEMS_MAX} codes, not ${codes.length}.`);
  }
  const variables = { discountId, codes: codes.map((code) => ({ code })) };
  const answer = await ask(admin, documents.CODES_ADD, variables, addAnswer);
  if (!answer.ok) return answer;
  const { bulkCreation, userErrors } = answer.value.discountRedeemCodeBulkAdd;
  if (!bulkCreation) return { ok: false, failure: refusedBy(userErrors) };
  return { ok: true, value: { platformRef: bulkCreation.id } };
}

const stateAnswer = z.object({
  discountRedeemCodeBulkCreation: z
    .object({
      done: z.boolean(),
      codesCount: z.number(),
      importedCount: z.number(),
      failedCount: z.number(),
    })
    .nullable(),
});

/**
 * Asks for one point whether it is done and how many codes came of it. The codes themselves cost three points each,
 * some 750 a batch against 14 without them: they are read only when not all were created.
 */
async function collect(admin: AdminClient, platformRef: string): Promise<PlatformResult<BatchOutcome>> {
  const state = await ask(admin, documents.CREATION_STATE, { id: platformRef }, stateAnswer);
  if (!state.ok) return state;
  const creation = state.value.discountRedeemCodeBulkCreation;
  if (!creation) return forgotten(platformRef);
  const { done, codesCount, importedCount, failedCount } = creation;
  if (!done) return { ok: true, value: { kind: "not_yet" } };
  if (failedCount === 0 && importedCount === codesCount) {
    return { ok: true, value: { kind: "all_created", codes: importedCount } };
  }
  const nodes = await readCreation(admin, documents.CODE_RESULTS, platformRef, codesCount);
  if (!nodes.ok) return nodes;
  if (!nodes.value) return forgotten(platformRef);
  return { ok: true, value: { kind: "done", outcomes: nodes.value.map(outcomeOf) } };
}

function outcomeOf({ code, discountRedeemCode, errors }: CreationNode): CodeOutcome {
  const platformNo = discountRedeemCode && numberOfId(discountRedeemCode.id, "DiscountRedeemCode");
  if (platformNo !== null) return { code, kind: "created", platformNo };
  if (errors.some(isTaken)) return { code, kind: "taken" };
  const detail = errors.map(({ message }) => message).join(" ");
  return { code, kind: "rejected", detail: detail || "Shopify gave no reason." };
}

/** Shopify does not keep them for ever. Whatever became of the codes, sending them again finds out. */
function forgotten(platformRef: string): PlatformResult<never> {
  const detail = `Shopify no longer knows ${platformRef}.`;
  return { ok: false, failure: { kind: "unknown", detail } };
}
