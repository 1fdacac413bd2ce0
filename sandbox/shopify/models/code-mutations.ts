import { GraphQLError } from "graphql";
import { queueCreation, queueJob } from "../discounts/bulk-work.ts";
import { searchCodes } from "../discounts/code-connection.ts";
import { numberOfId } from "../discounts/discount.ts";
import { spoilBatch } from "../faults/spoil-batch.ts";
import type { AdminModel } from "../sandbox-shopify.ts";
import { unknownDiscount } from "./discount-mutations.ts";
import { bulkCreationView, findDiscount } from "./discount-queries.ts";

/** Items of an input list. Source: shopify.dev, API limits; the same figure stands at the argument `codes`. */
const LIST_ITEMS_MAX = 250;

/** Codes added to and taken from a discount in bulk: answered at once, done a moment later. */
export const codeMutations: AdminModel = {
  mutation: {
    discountRedeemCodeBulkAdd: (args, { shopify }) => {
      const codes = (args.codes as { code: string }[]).map(({ code }) => code);
      refuseLongList("discountRedeemCodeBulkAdd", "codes", codes);
      const found = findDiscount(shopify, args.discountId);
      if (!found) return { bulkCreation: null, userErrors: [unknownDiscount("discountId")] };
      if (codes.length === 0) {
        const blank = { field: ["codes"], code: "BLANK", message: "Codes can't be blank", extraInfo: null };
        return { bulkCreation: null, userErrors: [blank] };
      }
      const failing = spoilBatch(shopify, codes);
      const creation = queueCreation(shopify.discounts, shopify.pace, shopify.now(), {
        discount: found.number,
        codes,
        failing,
      });
      return { bulkCreation: bulkCreationView(shopify, creation), userErrors: [] };
    },
    discountCodeRedeemCodeBulkDelete: (args, { shopify }) => {
      const { ids, search, savedSearchId } = args;
      const found = findDiscount(shopify, args.discountId);
      if (!found) return { job: null, userErrors: [unknownDiscount("discountId")] };
      const ways = [ids, search, savedSearchId].filter((way) => way !== null && way !== undefined);
      if (ways.length !== 1 || savedSearchId) {
        const code = ways.length === 0 ? "MISSING_ARGUMENT" : "TOO_MANY_ARGUMENTS";
        const message = "Give either ids or search; the sandbox has no saved searches.";
        return { job: null, userErrors: [{ field: null, code, message, extraInfo: null }] };
      }
      const store = shopify.discounts;
      if (Array.isArray(ids)) refuseLongList("discountCodeRedeemCodeBulkDelete", "ids", ids);
      const numbers = Array.isArray(ids)
        ? ids.flatMap((id) => numberOfId(id, "DiscountRedeemCode") ?? [])
        : searchCodes(store, found.number, search);
      // Only codes of this discount; another one's id is passed over.
      const removeCodes = numbers.filter((number) => store.codes.at(number)?.discount === found.number);
      return { job: queueJob(store, shopify.pace, shopify.now(), { removeCodes }), userErrors: [] };
    },
  },
};

function refuseLongList(mutation: string, argument: string, list: readonly unknown[]): void {
  if (list.length <= LIST_ITEMS_MAX) return;
  throw new GraphQLError(
    `The input array size of ${list.length} is greater than the maximum allowed of ${LIST_ITEMS_MAX}.`,
    { path: [mutation, argument], extensions: { code: "MAX_INPUT_SIZE_EXCEEDED" } },
  );
}
