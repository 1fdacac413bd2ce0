import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import type { CodeOutcome, DiscountPlatform, PlatformResult } from "../discount-platform.ts";
import type { AdminClient } from "./admin-client.ts";
import { ask } from "./ask.ts";
import * as documents from "./documents/code-documents.ts";
import { numberOfId, redeemCodeId } from "./shopify-ids.ts";
import { JOB_WAITS_MILLISECONDS, LIST_ITEMS_MAX } from "./shopify-limits.ts";
import { isTaken, namesDiscount, refusedBy, userErrorsSchema } from "./user-errors.ts";
import { discountExists } from "./write-discounts.server.ts";

type Minting = Pick<DiscountPlatform, "submit" | "collect" | "deleteCodes">;

/** Codes of a discount, made and deleted in bulk. `waits` are the milliseconds between looks at a deletion. */
export function mintCodes(admin: AdminClient, waits: readonly number[] = JOB_WAITS_MILLISECONDS): Minting {
  return {
    submit: (request) => submit(admin, request),
    collect: (platformRef) => collect(admin, platformRef),
    deleteCodes: (request) => deleteCodes(admin, request, waits),
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
    .object({ done: z.boolean(), codesCount: z.number(), failedCount: z.number() })
    .nullable(),
});
const resultsAnswer = z.object({
  discountRedeemCodeBulkCreation: z
    .object({
      codes: z.object({
        nodes: z.array(
          z.object({
            code: z.string(),
            discountRedeemCode: z.object({ id: z.string() }).nullable(),
            errors: z.array(z.object({ code: z.string().nullable(), message: z.string() })).default([]),
          }),
        ),
        pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
      }),
    })
    .nullable(),
});
type Collected = Awaited<ReturnType<DiscountPlatform["collect"]>>;

/** Asks for one point whether it is done, and only then for the codes, which cost two points each. */
async function collect(admin: AdminClient, platformRef: string): Promise<Collected> {
  const state = await ask(admin, documents.CREATION_STATE, { id: platformRef }, stateAnswer);
  if (!state.ok) return state;
  const creation = state.value.discountRedeemCodeBulkCreation;
  if (!creation) return forgotten(platformRef);
  if (!creation.done) return { ok: true, value: { kind: "not_yet" } };

  const document = creation.failedCount === 0 ? documents.CREATED_CODES : documents.CODE_RESULTS;
  const first = Math.min(Math.max(creation.codesCount, 1), LIST_ITEMS_MAX);
  const outcomes: CodeOutcome[] = [];
  let after: string | null = null;
  do {
    const page: PlatformResult<z.output<typeof resultsAnswer>> = await ask(
      admin,
      document,
      { id: platformRef, first, after },
      resultsAnswer,
    );
    if (!page.ok) return page;
    const codes: Codes | undefined = page.value.discountRedeemCodeBulkCreation?.codes;
    if (!codes) return forgotten(platformRef);
    outcomes.push(...codes.nodes.map(outcomeOf));
    after = codes.pageInfo.hasNextPage ? codes.pageInfo.endCursor : null;
  } while (after !== null);
  return { ok: true, value: { kind: "done", outcomes } };
}

type Codes = NonNullable<z.output<typeof resultsAnswer>["discountRedeemCodeBulkCreation"]>["codes"];

function outcomeOf({ code, discountRedeemCode, errors }: Codes["nodes"][number]): CodeOutcome {
  const platformNo = discountRedeemCode && numberOfId(discountRedeemCode.id, "DiscountRedeemCode");
  if (platformNo !== null) return { code, kind: "created", platformNo };
  if (errors.some(isTaken)) return { code, kind: "taken" };
  const detail = errors.map(({ message }) => message).join(" ");
  return { code, kind: "rejected", detail: detail || "Shopify gave no reason." };
}

/** Shopify does not keep them for ever. Whatever became of the codes, sending them again finds out. */
function forgotten(platformRef: string): Collected {
  const detail = `Shopify no longer knows ${platformRef}.`;
  return { ok: false, failure: { kind: "unknown", detail } };
}

const deleteAnswer = z.object({
  discountCodeRedeemCodeBulkDelete: z.object({
    job: z.object({ id: z.string(), done: z.boolean() }).nullable(),
    userErrors: userErrorsSchema,
  }),
});
const jobAnswer = z.object({ job: z.object({ done: z.boolean() }).nullable() });

/** Codes that are gone already, with or without their discount, count as deleted. */
async function deleteCodes(
  admin: AdminClient,
  { discountId, platformNos }: { discountId: string; platformNos: number[] },
  waits: readonly number[],
): Promise<PlatformResult<null>> {
  for (let from = 0; from < platformNos.length; from += LIST_ITEMS_MAX) {
    const ids = platformNos.slice(from, from + LIST_ITEMS_MAX).map(redeemCodeId);
    const answer = await ask(admin, documents.CODES_DELETE, { discountId, ids }, deleteAnswer);
    if (!answer.ok) return answer;
    const { job, userErrors } = answer.value.discountCodeRedeemCodeBulkDelete;
    if (userErrors.length > 0) {
      if (!namesDiscount(userErrors)) return { ok: false, failure: refusedBy(userErrors) };
      const exists = await discountExists(admin, discountId);
      if (!exists.ok) return exists;
      return exists.value ? { ok: false, failure: refusedBy(userErrors) } : { ok: true, value: null };
    }
    const done = job ? await jobDone(admin, job, waits) : { ok: true as const, value: null };
    if (!done.ok) return done;
  }
  return { ok: true, value: null };
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
