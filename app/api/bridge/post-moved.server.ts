import { z } from "@hono/zod-openapi";
import { moveShop } from "#app/bridge/move-shop.server.ts";
import { JSON_BODY_BYTES_MAX } from "#app/config/limits.ts";
import { succeed } from "#app/errors/refusal.ts";
import { placeSchema, shopSchema } from "#app/platforms/magento/exchange-messages.ts";
import { defineBridgeOperation } from "../define-operation.server.ts";
import { actorOf } from "./actor-of.ts";

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
    example: {
      shop: {
        name: "Main Website",
        baseUrl: "https://shop.example.com/",
        timeZone: "Europe/Berlin",
        currency: "EUR",
        magentoVersion: "2.4.6-p11",
        edition: "Community",
        moduleVersion: "1.0.0",
      },
      place: {
        database: "0f6e6b3c2f6e4a54a5b27a4b9d6f2c11",
        cursor: "cur_01JD5ZQ2N3T4V5W6X7Y8Z9A0BC",
      },
    },
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
