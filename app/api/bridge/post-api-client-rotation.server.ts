import { z } from "@hono/zod-openapi";
import { rotateApiClient } from "#app/accounts/rotate-api-client.server.ts";
import { JSON_BODY_BYTES_MAX, OLD_SECRET_HOURS_MAX } from "#app/config/limits.ts";
import { succeed } from "#app/errors/refusal.ts";
import { defineBridgeOperation } from "../define-operation.server.ts";
import {
  API_CLIENT_EXAMPLE,
  rotatedSecretSchema,
  SECRET_EXAMPLE,
} from "../schemas/bridge-account-messages.ts";
import { clientId } from "../schemas/bridge-fields.ts";
import { actorOf } from "./actor-of.ts";

/** Hours for which the old secret signs unless the caller says otherwise: long enough to change over. */
const OLD_SECRET_HOURS = 24;

export const postApiClientRotation = defineBridgeOperation({
  method: "post",
  path: "/bridge/v1/api-clients/{client}/rotate",
  summary: "Make a new secret",
  description: "It is in this answer alone. The old one signs for a while yet.",
  params: z.object({ client: clientId }),
  json: {
    schema: z
      .object({ oldSecretHours: z.int().min(0).max(OLD_SECRET_HOURS_MAX).default(OLD_SECRET_HOURS) })
      .openapi("BridgeRotation"),
    bytesMax: JSON_BODY_BYTES_MAX,
    example: {},
  },
  answer: {
    status: 200,
    description: "The new secret.",
    schema: rotatedSecretSchema,
    example: {
      id: API_CLIENT_EXAMPLE.id,
      secret: SECRET_EXAMPLE,
      oldSecretUntil: "2026-11-24T09:00:00.000Z",
    },
  },
  refusals: ["not_found"],
  repeats: "by_sealed_message",
  handle: async ({ credentials, params: { client: id }, json, actor }) => {
    const { oldSecretHours } = json;
    const { accountId } = credentials;
    const rotated = await rotateApiClient({ accountId, clientId: id, oldSecretHours, actor: actorOf(actor) });
    return rotated.ok ? succeed({ id, ...rotated.value }) : rotated;
  },
});
