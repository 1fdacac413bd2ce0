import { z } from "@hono/zod-openapi";
import { moveShop } from "#app/bridge/move-shop.server.ts";
import { JSON_BODY_BYTES_MAX } from "#app/config/limits.ts";
import { succeed } from "#app/errors/refusal.ts";
import { placeSchema, shopSchema } from "#app/platforms/magento/exchange-messages.ts";
import { defineBridgeOperation } from "../define-operation.server.ts";
import { actorOf } from "./actor-of.ts";
import { SHOP_EXAMPLE } from "./shop-example.ts";

const requestSchema = z.object({ shop: shopSchema, place: placeSchema }).openapi("BridgeMoved");
const answerSchema = z.object({ cursor: z.string().nullable() }).openapi("BridgeMovedAnswer");

export const postMoved = defineBridgeOperation({
  method: "post",
  path: "/bridge/v1/moved",
  summary: "The shop has moved here",
  description:
    "A person says that the shop is where this call comes from, after an exchange was refused with `shop_copied`. Whoever calls from where it was is refused from now on.",
  json: {
    schema: requestSchema,
    bytesMax: JSON_BODY_BYTES_MAX,
    example: SHOP_EXAMPLE,
  },
  answer: {
    status: 200,
    description: "The cursor for the next exchange.",
    schema: answerSchema,
    example: { cursor: "cur_01JD5ZQ7S8T9V0W1X2Y3Z4A5BC" },
  },
  refusals: [],
  repeats: "by_key",
  handle: async ({ credentials, json, actor }) => {
    const { shop, place } = json;
    const said = { baseUrl: shop.baseUrl, place, actor: actorOf(actor) };
    return succeed({ cursor: await moveShop(credentials.storeId, said, new Date()) });
  },
});
