import { setBroadcastAllowed } from "#app/accounts/set-broadcast-allowed.server.ts";
import { JSON_BODY_BYTES_MAX } from "#app/config/limits.ts";
import { succeed } from "#app/errors/refusal.ts";
import { defineBridgeOperation } from "../define-operation.server.ts";
import { settingsSchema } from "../schemas/bridge-account-messages.ts";
import { actorOf } from "./actor-of.ts";

export const putBridgeSettings = defineBridgeOperation({
  method: "put",
  path: "/bridge/v1/settings",
  summary: "Change the account's settings",
  description: "Broadcasts can empty a pool in a minute: they get codes only where they are allowed.",
  json: { schema: settingsSchema, bytesMax: JSON_BODY_BYTES_MAX, example: { broadcastAllowed: true } },
  answer: {
    status: 200,
    description: "The settings.",
    schema: settingsSchema,
    example: { broadcastAllowed: true },
  },
  refusals: ["not_found"],
  repeats: "by_message",
  handle: async ({ credentials, json, actor }) => {
    const { broadcastAllowed } = json;
    const changed = await setBroadcastAllowed({
      accountId: credentials.accountId,
      allowed: broadcastAllowed ? "yes" : "no",
      actor: actorOf(actor),
    });
    return changed.ok ? succeed({ broadcastAllowed }) : changed;
  },
});
