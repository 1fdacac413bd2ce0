import { loadAdminSchema } from "../admin-schema.ts";
import type { BulkOperation } from "../bulk-operations/bulk-operations.ts";
import { isForgotten, resultText, resultUrl, UPLOAD_PATH } from "../bulk-operations/file-endpoints.ts";
import { refuseBulkMutation } from "../bulk-operations/refuse-bulk-mutation.ts";
import { isoSeconds, numberOfId } from "../discounts/discount.ts";
import { notModelled } from "../not-modelled.ts";
import type { AdminModel, SandboxShopify } from "../sandbox-shopify.ts";

/** Mutations run in bulk over an uploaded file: staged, started, looked at. Cancelling and listing are not played. */
export const bulkMutations: AdminModel = {
  query: {
    bulkOperation: ({ id }, { shopify }) => {
      const number = numberOfId(id, "BulkOperation");
      const found = number === undefined ? undefined : shopify.bulkOperations.all.get(number);
      return found ? operationView(shopify, found) : null;
    },
  },
  mutation: {
    stagedUploadsCreate: ({ input }, { shopify }) => {
      const wanted = input as { resource: string; filename: string; mimeType: string; httpMethod: string }[];
      const userErrors = wanted.flatMap(({ resource, mimeType, httpMethod }, place) => {
        if (resource !== "BULK_MUTATION_VARIABLES") {
          throw notModelled("Mutation", `stagedUploadsCreate(resource: ${resource})`);
        }
        // That both must be so is documented; how Shopify says it is not.
        const wrong = [
          ...(mimeType === "text/jsonl" ? [] : [["mimeType", "must be text/jsonl"] as const]),
          ...(httpMethod === "POST" ? [] : [["httpMethod", "must be POST"] as const]),
        ];
        return wrong.map(([name, message]) => ({ field: ["input", String(place), name], message }));
      });
      if (userErrors.length > 0) return { stagedTargets: null, userErrors };
      const stagedTargets = wanted.map(({ filename }) => ({
        url: `https://${shopify.state.data.shop.domain}${UPLOAD_PATH}`,
        resourceUrl: null,
        parameters: shopify.uploads.stage(filename, shopify.now()).parameters,
      }));
      return { stagedTargets, userErrors };
    },
    bulkOperationRunMutation: (args, { shopify }) => {
      const { uploads, bulkOperations, apiVersion } = shopify;
      const mutation = String(args.mutation);
      const key = String(args.stagedUploadPath);
      const file = uploads.find(key);
      const error = refuseBulkMutation(loadAdminSchema(apiVersion), bulkOperations, {
        mutation,
        clientIdentifier: args.clientIdentifier,
        file,
      });
      if (error || !file) return { bulkOperation: null, userErrors: error ? [error] : [] };
      const operation = bulkOperations.start({ mutation, key, file, now: shopify.now() });
      return { bulkOperation: operationView(shopify, operation), userErrors: [] };
    },
  },
};

/** `BulkOperation`. What it counts as an object is assumed to be a line. */
function operationView(shopify: SandboxShopify, operation: BulkOperation) {
  const { number, status, errorCode, createdAt, endedAt, mutation, results } = operation;
  const isOver = isForgotten(operation, shopify.now());
  const url = endedAt && !isOver && results.length > 0 ? resultUrl(shopify, operation) : null;
  const count = String(results.length);
  return {
    __typename: "BulkOperation",
    id: `gid://shopify/BulkOperation/${number}`,
    type: "MUTATION",
    query: mutation,
    status: isOver ? "EXPIRED" : status,
    errorCode,
    createdAt: isoSeconds(createdAt),
    completedAt: status === "COMPLETED" && endedAt ? isoSeconds(endedAt) : null,
    objectCount: count,
    rootObjectCount: count,
    fileSize: status === "COMPLETED" ? String(Buffer.byteLength(resultText(operation))) : null,
    url: status === "COMPLETED" ? url : null,
    partialDataUrl: status === "FAILED" ? url : null,
  };
}
