import { disconnectShop } from "#app/bridge/disconnect-shop.server.ts";
import { JSON_BODY_BYTES_MAX } from "#app/config/limits.ts";
import { succeed } from "#app/errors/refusal.ts";
import { defineBridgeOperation } from "../define-operation.server.ts";
import { nothingSchema } from "../schemas/bridge-fields.ts";
import { actorOf } from "./actor-of.ts";

export const postDisconnect = defineBridgeOperation({
  method: "post",
  path: "/bridge/v1/disconnect",
  summary: "Disconnect the store",
  description:
    "The key stops working, and the store's pools hand out nothing (`disconnected`). Nothing is deleted: connecting again goes on with them.",
  json: { schema: nothingSchema, bytesMax: JSON_BODY_BYTES_MAX, example: {} },
  answer: { status: 200, description: "The store is disconnected.", schema: nothingSchema, example: {} },
  refusals: [],
  repeats: "by_key",
  handle: async ({ credentials, actor }) => {
    await disconnectShop({ storeId: credentials.storeId, actor: actorOf(actor) });
    return succeed({});
  },
});
