import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import type { DiscountPlatform, HeldCode, PlatformResult } from "../discount-platform.ts";
import type { AdminClient } from "./admin-client.ts";
import { ask } from "./ask.ts";
import * as documents from "./documents/code-documents.ts";
import { type FoundNumbers, findCodeNumbers, keyOf } from "./find-code-numbers.server.ts";
import { redeemCodeId } from "./shopify-ids.ts";
import { JOB_WAITS_MILLISECONDS, LIST_ITEMS_MAX } from "./shopify-limits.ts";
import { namesDiscount, refusedBy, userErrorsSchema } from "./user-errors.ts";
import { discountExists } from "./write-discounts.server.ts";

/**
 * Codes taken out of discounts in bulk, for which Shopify wants their numbers. `waits` are the milliseconds between
 * looks at a deletion.
 */
export function deleteCodes(
  admin: AdminClient,
  waits: readonly number[] = JOB_WAITS_MILLISECONDS,
): Pick<DiscountPlatform, "deleteCodes"> {
  // By the codes of a deletion, and kept only while it is tried again: others may run side by side.
  const tried = new Map<string, FoundNumbers>();
  return {
    deleteCodes: async (request) => {
      const key = request.codes.map(({ code }) => keyOf(code)).join("\n");
      const found = tried.get(key) ?? { byCode: new Map(), creations: new Set() };
      tried.set(key, found);
      const deleted = await deleteOnce(admin, request, found, waits);
      if (deleted.ok || deleted.failure.kind === "refused") tried.delete(key);
      return deleted;
    },
  };
}

async function deleteOnce(
  admin: AdminClient,
  request: { discountId: string; codes: readonly HeldCode[] },
  found: FoundNumbers,
  waits: readonly number[],
): Promise<PlatformResult<{ left: string[] }>> {
  const { discountId, codes } = request;
  if (codes.length > LIST_ITEMS_MAX) {
    throw new Error(`At most ${LIST_ITEMS_MAX} codes are deleted together, not ${codes.length}.`);
  }
  const asked = await findCodeNumbers(admin, request, found);
  if (!asked.ok) return asked;
  const numbers = codes.flatMap(({ code, platformNo }) => platformNo ?? found.byCode.get(keyOf(code)) ?? []);
  const deleted = numbers.length > 0 ? await deleteNumbers(admin, discountId, numbers, waits) : null;
  if (deleted && !deleted.ok) return deleted;
  return { ok: true, value: { left: asked.value.hidden } };
}

const deleteAnswer = z.object({
  discountCodeRedeemCodeBulkDelete: z.object({
    job: z.object({ id: z.string(), done: z.boolean() }).nullable(),
    userErrors: userErrorsSchema,
  }),
});
const jobAnswer = z.object({ job: z.object({ done: z.boolean() }).nullable() });

/** Codes that are gone already, with or without their discount, count as deleted. */
async function deleteNumbers(
  admin: AdminClient,
  discountId: string,
  numbers: readonly number[],
  waits: readonly number[],
): Promise<PlatformResult<null>> {
  const variables = { discountId, ids: numbers.map(redeemCodeId) };
  const answer = await ask(admin, documents.CODES_DELETE, variables, deleteAnswer);
  if (!answer.ok) return answer;
  const { job, userErrors } = answer.value.discountCodeRedeemCodeBulkDelete;
  if (userErrors.length > 0) {
    if (!namesDiscount(userErrors)) return { ok: false, failure: refusedBy(userErrors) };
    const exists = await discountExists(admin, discountId);
    if (!exists.ok) return exists;
    return exists.value ? { ok: false, failure: refusedBy(userErrors) } : { ok: true, value: null };
  }
  return job ? await jobDone(admin, job, waits) : { ok: true, value: null };
}

/** A job that Shopify no longer knows is over. */
async function jobDone(
  admin: AdminClient,
  job: { id: string; done: boolean },
  waits: readonly number[],
): Promise<PlatformResult<null>> {
  if (job.done) return { ok: true, value: null };
  for (const milliseconds of waits) {
    await wait(milliseconds);
    const answer = await ask(admin, documents.JOB, { id: job.id }, jobAnswer);
    if (!answer.ok) return answer;
    if (answer.value.job?.done !== false) return { ok: true, value: null };
  }
  return { ok: false, failure: { kind: "unknown", detail: "Shopify is still deleting the codes." } };
}
