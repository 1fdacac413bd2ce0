import type { Context } from "hono";
import { catchUp } from "../discounts/change-discount.ts";
import type { SandboxShopify } from "../sandbox-shopify.ts";
import { type BulkOperation, RESULT_KEPT_MILLISECONDS } from "./bulk-operations.ts";

// Shopify has its files at Google's storage. The sandbox has them at the shop's own domain, the one whose requests
// reach it; an app takes these addresses as they come.

export const UPLOAD_PATH = "/admin/sandbox/staged-uploads";
export const RESULT_PATH = "/admin/sandbox/bulk-results";

/** `POST` of a multipart form to a staged target. Answers as Google's storage does. */
export async function uploadEndpoint(context: Context, shopify: SandboxShopify): Promise<Response> {
  catchUp(shopify);
  const form = await context.req.formData().catch(() => new FormData());
  const received = await shopify.uploads.receive(form, shopify.now());
  context.header("content-type", "application/xml");
  if (received.ok) return context.body("<PostResponse/>", 201);
  const { code, message, status } = received;
  return context.body(`<Error><Code>${code}</Code><Message>${message}</Message></Error>`, status);
}

/** Where the lines of an operation that is over can be read, without a token, for seven days. */
export function resultUrl({ state }: SandboxShopify, { number, secret }: BulkOperation): string {
  return `https://${state.data.shop.domain}${RESULT_PATH}/bulk-${number}.jsonl?signature=${secret}`;
}

/** `GET` of the results of a bulk mutation. */
export function resultEndpoint(context: Context, shopify: SandboxShopify): Response {
  const number = Number(/^bulk-(\d+)\.jsonl$/.exec(context.req.param("file") ?? "")?.[1]);
  const operation = shopify.bulkOperations.all.get(number);
  if (!operation?.endedAt || context.req.query("signature") !== operation.secret) {
    return context.body("<Error><Code>SignatureDoesNotMatch</Code></Error>", 403);
  }
  if (isForgotten(operation, shopify.now())) {
    return context.body("<Error><Code>ExpiredToken</Code></Error>", 400);
  }
  context.header("content-type", "application/jsonl");
  return context.body(resultText(operation));
}

export function isForgotten({ endedAt }: BulkOperation, now: Date): boolean {
  return endedAt !== null && now.getTime() - endedAt.getTime() >= RESULT_KEPT_MILLISECONDS;
}

export function resultText({ results }: BulkOperation): string {
  return results.map((line) => `${line}\n`).join("");
}
