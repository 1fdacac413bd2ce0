import { createRoute, type RouteConfig, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { getAccount } from "#app/accounts/get-account.server.ts";
import { linkShop } from "#app/accounts/link-shop.server.ts";
import { storeCameBack } from "#app/bridge/store-came-back.server.ts";
import { env } from "#app/config/env.server.ts";
import { LINK_TRIES_PER_MINUTE } from "#app/config/limits.ts";
import { type Result, refuse, succeed } from "#app/errors/refusal.ts";
import { shopSchema } from "#app/platforms/magento/exchange-messages.ts";
import { bodyForm } from "../body-rules.ts";
import { answering } from "../call-handler.server.ts";
import { parseJson } from "../parse-message.ts";
import { problem } from "../problem.ts";
import { problemResponses } from "../problem-responses.ts";
import { type ApiEnv, rawRequest } from "../raw-request.ts";
import { readBody } from "../read-body.ts";

const BODY = { json: { bytesMax: 64_000 } };

const requestSchema = z
  .object({
    code: z.string().max(100).nullable().openapi({
      description: "A link code, an invitation, or null where everybody may sign up.",
    }),
    installationId: z.uuid().openapi({ description: "Drawn by the module once, and kept." }),
    keyId: z
      .string()
      .regex(/^cpb_[0-9A-HJKMNP-TV-Z]{26}$/, "Must be cpb_ and 26 characters of Crockford's base 32."),
    secret: z
      .string()
      .regex(/^whsec_[A-Za-z0-9+/]{43}=$/, "Must be whsec_ and the base64 of 32 bytes.")
      .openapi({ description: "Drawn by the module." }),
    shop: shopSchema,
  })
  .openapi("BridgeLink");

const answerSchema = z
  .object({
    account: z.object({ id: z.string(), name: z.string() }),
    store: z.object({ id: z.string() }),
    serverTime: z.iso.datetime(),
  })
  .openapi("BridgeLinkAnswer");

/** The only call of the bridge that is not signed: it brings the key with which all others are. */
export const postLink: { method: "post"; path: "/bridge/v1/link"; contract: RouteConfig } = {
  method: "post",
  path: "/bridge/v1/link",
  contract: createRoute({
    method: "post",
    path: "/api/bridge/v1/link",
    summary: "Connect a Magento store",
    security: [],
    description:
      "Not signed. The same code from the same installation with the same key gives the same answer again, for a day.",
    request: { body: { required: true, content: { "application/json": { schema: requestSchema } } } },
    responses: {
      200: {
        description: "The store is connected, and its key works.",
        content: { "application/json": { schema: answerSchema } },
      },
      ...problemResponses({ ...BODY, refusals: ["signup_closed", "linked_elsewhere"], repeats: "by_key" }),
    },
  }),
};

/** Answers it. Tries are counted per address, in this process; a code has too many bits to be guessed anyway. */
export function linkHandler(docsUrl: () => string): (c: Context<ApiEnv>) => Promise<Response> {
  const limiter = new RateLimiterMemory({ points: LINK_TRIES_PER_MINUTE, duration: 60 });
  return answering("POST /api/bridge/v1/link", docsUrl, async (c) => {
    const { PUBLIC_PATH_PREFIX: pathPrefix, PROXY_HOPS: proxyHops } = env();
    const request = rawRequest(c, { pathPrefix, proxyHops });
    const retryAfterSeconds = await limiter.consume(request.address).then(
      () => 0,
      (limit: unknown) => {
        if (!(limit instanceof RateLimiterRes)) throw limit;
        return Math.max(1, Math.ceil(limit.msBeforeNext / 1_000));
      },
    );
    if (retryAfterSeconds > 0) {
      const detail = "Too many tries from here. Wait a minute.";
      return problem({ code: "rate_limited", detail, retryAfterSeconds }, docsUrl());
    }
    const form = bodyForm(request, BODY);
    if (!form.ok) return problem(form.refusal, docsUrl());
    const bytes = await readBody(request.chunks(), BODY.json.bytesMax);
    if (bytes === "too_large")
      return problem({ code: "too_large", detail: "The body is too large." }, docsUrl());
    const linked = await link(bytes);
    if (!linked.ok) return problem(linked.refusal, docsUrl());
    return {
      status: 200,
      body: JSON.stringify(linked.value),
      headers: { "content-type": "application/json" },
    };
  });
}

async function link(bytes: Uint8Array): Promise<Result<z.input<typeof answerSchema>>> {
  const parsed = parseJson(requestSchema, bytes);
  if (!parsed.ok) return parsed;
  const { code, shop, ...key } = parsed.value;
  const linked = await linkShop({ code, shop: { ...key, ...shop } }, env().MAGENTO_SIGNUP);
  if (!linked.ok) return linked;
  await storeCameBack(linked.value.storeId);
  const account = await getAccount(linked.value.accountId);
  if (!account) return refuse("not_found", "This account no longer exists.");
  return succeed({
    account: { id: account.id, name: account.name },
    store: { id: linked.value.storeId },
    serverTime: new Date().toISOString(),
  });
}
