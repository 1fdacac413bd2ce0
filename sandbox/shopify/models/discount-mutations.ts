import { queueJob, refuseCode } from "../discounts/bulk-work.ts";
import {
  activateDiscount,
  createDiscount,
  deactivateDiscount,
  deleteDiscount,
  editDiscount,
} from "../discounts/change-discount.ts";
import type { Discount } from "../discounts/discount.ts";
import { discountId } from "../discounts/discount.ts";
import { discountCodeNode } from "../discounts/discount-view.ts";
import { collectProblems, type Input, type Problems, type UserError } from "../discounts/problems.ts";
import { checkTags } from "../discounts/read-combinations.ts";
import { INPUT_ARGUMENT, readTerms, type WritableKind } from "../discounts/read-terms.ts";
import type { AdminModel, SandboxShopify } from "../sandbox-shopify.ts";
import { findDiscount } from "./discount-queries.ts";

type Args = Record<string, unknown>;
type Mutation = NonNullable<AdminModel["mutation"]>[string];

/** Code discounts, written. What is wrong is answered as `userErrors`, and then nothing has changed. */
export const discountMutations: AdminModel = {
  mutation: {
    discountCodeBasicCreate: create("DiscountCodeBasic"),
    discountCodeBasicUpdate: update("DiscountCodeBasic"),
    discountCodeFreeShippingCreate: create("DiscountCodeFreeShipping"),
    discountCodeFreeShippingUpdate: update("DiscountCodeFreeShipping"),
    discountCodeBxgyCreate: create("DiscountCodeBxgy"),
    discountCodeBxgyUpdate: update("DiscountCodeBxgy"),
    discountCodeActivate: changeById(activateDiscount),
    discountCodeDeactivate: changeById(deactivateDiscount),
    discountCodeDelete: ({ id }, { shopify }) => {
      const found = findDiscount(shopify, id);
      if (!found) return { deletedCodeDiscountId: null, userErrors: [unknownDiscount("id")] };
      deleteDiscount(shopify, found);
      return { deletedCodeDiscountId: discountId(found.number), userErrors: [] };
    },
    discountCodeBulkDelete: ({ ids, search, savedSearchId }, { shopify }) => {
      if (!Array.isArray(ids) || search || savedSearchId) {
        const message = "The sandbox deletes discounts by their ids only.";
        return { job: null, userErrors: [{ field: ["ids"], code: "INVALID", message, extraInfo: null }] };
      }
      const dropDiscounts = ids.flatMap((id) => findDiscount(shopify, id)?.number ?? []);
      const job = queueJob(shopify.discounts, shopify.pace, shopify.now(), { dropDiscounts });
      return { job, userErrors: [] };
    },
    tagsAdd: (args, { shopify }) => changeTags(shopify, args, (tags, given) => [...tags, ...given]),
    tagsRemove: (args, { shopify }) =>
      changeTags(shopify, args, (tags, given) => tags.filter((tag) => !given.includes(tag))),
  },
};

export function unknownDiscount(argument: string): UserError {
  return { field: [argument], code: "INVALID", message: "Code discount does not exist.", extraInfo: null };
}

function create(kind: WritableKind): Mutation {
  return (args, { shopify }) => {
    const input = args[INPUT_ARGUMENT[kind]] as Input;
    const problems = collectProblems(INPUT_ARGUMENT[kind]);
    const code = typeof input.code === "string" ? input.code : "";
    const terms = readTerms(kind, input, null, shopify.state.data, problems);
    checkCode(shopify, code, problems);
    if (problems.errors.length > 0) return { codeDiscountNode: null, userErrors: problems.errors };
    const made = createDiscount(shopify, { kind, terms, code, by: "app" });
    if (!made.ok) throw new Error(made.error.message);
    return { codeDiscountNode: discountCodeNode(shopify, made.discount), userErrors: [] };
  };
}

function update(kind: WritableKind): Mutation {
  return (args, { shopify }) => {
    const found = findDiscount(shopify, args.id);
    if (found?.kind !== kind) return { codeDiscountNode: null, userErrors: [unknownDiscount("id")] };
    const input = args[INPUT_ARGUMENT[kind]] as Input;
    const problems = collectProblems(INPUT_ARGUMENT[kind]);
    const terms = readTerms(kind, input, found, shopify.state.data, problems);
    const rename = readNewCode(shopify, found, input.code, problems);
    if (problems.errors.length > 0) return { codeDiscountNode: null, userErrors: problems.errors };
    if (rename) {
      const { codes } = shopify.discounts;
      shopify.discounts.change({ remove: [rename.instead] });
      const add = [rename.code];
      shopify.discounts.change({ add, to: found.number, from: codes.next, by: "app" });
    }
    const changed = editDiscount(shopify, found, terms);
    return { codeDiscountNode: discountCodeNode(shopify, changed), userErrors: [] };
  };
}

/**
 * An update may name another code when the discount has a single one, which it then replaces. What Shopify
 * does with several is not documented; here it is an error, so that nothing relies on it.
 */
function readNewCode(
  { discounts }: SandboxShopify,
  { number }: Discount,
  code: unknown,
  problems: Problems,
): { code: string; instead: number } | undefined {
  if (typeof code !== "string" || discounts.codes.find(code)?.discount === number) return undefined;
  const [only, ...others] = discounts.codes.ofDiscount(number).slice(0, 2);
  if (only === undefined || others.length > 0) {
    problems.add(["code"], "INVALID", "Code can't be changed: the discount has several codes.");
    return undefined;
  }
  addCodeProblem(refuseCode(discounts, code), problems);
  return { code, instead: only };
}

function checkCode({ discounts }: SandboxShopify, code: string, problems: Problems): void {
  addCodeProblem(refuseCode(discounts, code), problems);
}

function addCodeProblem(error: ReturnType<typeof refuseCode>, problems: Problems): void {
  if (error) problems.add(["code"], error.code, `Code ${error.message}`);
}

function changeById(change: (shopify: SandboxShopify, discount: Discount) => Discount): Mutation {
  return ({ id }, { shopify }) => {
    const found = findDiscount(shopify, id);
    if (!found) return { codeDiscountNode: null, userErrors: [unknownDiscount("id")] };
    return { codeDiscountNode: discountCodeNode(shopify, change(shopify, found)), userErrors: [] };
  };
}

/** Tags of a discount; the sandbox tags nothing else. Each string may hold several, with commas. */
function changeTags(
  shopify: SandboxShopify,
  { id, tags }: Args,
  change: (tags: string[], given: string[]) => string[],
) {
  const found = findDiscount(shopify, id);
  if (!found) {
    return { node: null, userErrors: [{ field: ["id"], message: "The resource was not found." }] };
  }
  const given = (tags as string[]).flatMap((tag) => tag.split(",")).map((tag) => tag.trim());
  const result = [
    ...new Set(
      change(
        found.tags,
        given.filter((tag) => tag !== ""),
      ),
    ),
  ];
  const problems = collectProblems("tags");
  checkTags(result, [], problems);
  if (problems.errors.length > 0) {
    return { node: null, userErrors: problems.errors.map(({ field, message }) => ({ field, message })) };
  }
  const changed =
    result.join() === found.tags.join() ? found : editDiscount(shopify, found, { tags: result });
  return { node: discountCodeNode(shopify, changed), userErrors: [] };
}
