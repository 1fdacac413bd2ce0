import { z } from "zod";
import type {
  CodeOwner,
  CodesFound,
  DiscountPlatform,
  DiscountSummary,
  PlatformResult,
} from "../discount-platform.ts";
import type { AdminClient } from "./admin-client.ts";
import { ask } from "./ask.ts";
import { discountAnswer, discountByCodeAnswer, discountsAnswer } from "./discount-answers.ts";
import { discountSummary, statusOf } from "./discount-summary.ts";
import { CODE_OWNER, DISCOUNT, DISCOUNT_BY_CODE, DISCOUNTS } from "./documents/read-documents.ts";
import { parseDiscountReference } from "./parse-discount-reference.ts";
import { searchPhrase, searchWords } from "./search-text.ts";
import { codeDiscountId, discountNodeId, numberOfId } from "./shopify-ids.ts";
import { DISCOUNTS_PER_PAGE } from "./shopify-limits.ts";

type Reading = Pick<
  DiscountPlatform,
  | "searchDiscounts"
  | "searchTagged"
  | "findDiscount"
  | "findDiscountsByTitle"
  | "findCode"
  | "codesPerLook"
  | "findCodes"
>;

/** Discounts and codes of a shop, read. */
export function readDiscounts(admin: AdminClient): Reading {
  return {
    searchDiscounts: (search, after) => searchPage(admin, searchWords("title", search), after),
    searchTagged: (tag, after) =>
      searchPage(admin, `status:active,scheduled tag:${searchPhrase(tag)}`, after),
    findDiscount: (reference) => findDiscount(admin, reference),
    findDiscountsByTitle: (title) => findByTitle(admin, title),
    findCode: (code) => findCode(admin, code),
    codesPerLook: 1,
    findCodes: ({ codes }) => findOne(admin, codes),
  };
}

async function searchPage(
  admin: AdminClient,
  query: string,
  after: string | null,
): Promise<PlatformResult<{ discounts: DiscountSummary[]; next: string | null }>> {
  const variables = { first: DISCOUNTS_PER_PAGE, after, query: `method:code ${query}`.trim() };
  const answer = await ask(admin, DISCOUNTS, variables, discountsAnswer);
  if (!answer.ok) return answer;
  const { nodes, pageInfo } = answer.value.discountNodes;
  const discounts = nodes.flatMap(({ id, discount }) =>
    "title" in discount ? [discountSummary(id, discount)] : [],
  );
  return { ok: true, value: { discounts, next: pageInfo.hasNextPage ? pageInfo.endCursor : null } };
}

async function findDiscount(
  admin: AdminClient,
  text: string,
): Promise<PlatformResult<DiscountSummary | null>> {
  const reference = parseDiscountReference(text);
  if (reference.number !== null) {
    const id = discountNodeId(codeDiscountId(reference.number));
    const answer = await ask(admin, DISCOUNT, { id }, discountAnswer);
    if (!answer.ok) return answer;
    const node = answer.value.discountNode;
    if (node && "title" in node.discount) {
      return { ok: true, value: discountSummary(node.id, node.discount) };
    }
    if (node && reference.code === null) {
      const detail = "This discount applies by itself and has no codes. Choose a discount that uses codes.";
      return {
        ok: false,
        failure: { kind: "refused", detail, errors: [{ field: null, message: detail }] },
      };
    }
  }
  if (reference.code === null) return { ok: true, value: null };
  const answer = await ask(admin, DISCOUNT_BY_CODE, { code: reference.code }, discountByCodeAnswer);
  if (!answer.ok) return answer;
  const node = answer.value.codeDiscountNodeByCode;
  return { ok: true, value: node ? discountSummary(node.id, node.codeDiscount) : null };
}

/** Shopify's search looks for words: what has more in its title is left out here. */
async function findByTitle(admin: AdminClient, title: string): Promise<PlatformResult<DiscountSummary[]>> {
  const found: DiscountSummary[] = [];
  let after: string | null = null;
  do {
    const page = await searchPage(admin, `title:${searchPhrase(title)}`, after);
    if (!page.ok) return page;
    found.push(...page.value.discounts.filter((discount) => discount.title === title));
    after = page.value.next;
  } while (after !== null);
  return { ok: true, value: found };
}

const ownerAnswer = z.object({
  codeDiscountNodeByCode: z
    .object({
      id: z.string(),
      codeDiscount: z.object({
        title: z.string(),
        status: z.enum(["ACTIVE", "EXPIRED", "SCHEDULED"]),
        usageLimit: z.number().nullish(),
        codes: z.object({
          nodes: z.array(z.object({ id: z.string(), code: z.string(), asyncUsageCount: z.number() })),
        }),
      }),
    })
    .nullable(),
});

/** Shopify is asked for one code at a time: what was found before a call got lost is kept by the caller. */
async function findOne(admin: AdminClient, codes: readonly string[]): Promise<PlatformResult<CodesFound>> {
  const [code] = codes;
  if (code === undefined || codes.length > 1) throw new Error("One code at a time.");
  const found = await findCode(admin, code);
  if (!found.ok) return found;
  return {
    ok: true,
    value: { looked: [code], owners: new Map(found.value ? [[code, found.value]] : []) },
  };
}

/**
 * Whose code it is, without regard to case; with the title of the discount. Null: nobody's. Shopify counts uses of a
 * code a little later than they happen (`asyncUsageCount`).
 */
export async function findCode(
  admin: AdminClient,
  code: string,
): Promise<PlatformResult<(CodeOwner & { title: string }) | null>> {
  const answer = await ask(admin, CODE_OWNER, { code, query: searchPhrase(code) }, ownerAnswer);
  if (!answer.ok) return answer;
  const node = answer.value.codeDiscountNodeByCode;
  if (!node) return { ok: true, value: null };
  const number = numberOfId(node.id, "DiscountCodeNode");
  if (number === null) throw new Error(`Not the id of a Shopify discount: ${node.id}`);
  const { title, status, usageLimit, codes } = node.codeDiscount;
  const record = codes.nodes.find((one) => one.code.toUpperCase() === code.toUpperCase());
  return {
    ok: true,
    value: {
      discountId: codeDiscountId(number),
      title,
      platformNo: record ? numberOfId(record.id, "DiscountRedeemCode") : null,
      status: statusOf(status),
      isUsedUp: record !== undefined && usageLimit != null && record.asyncUsageCount >= usageLimit,
    },
  };
}
