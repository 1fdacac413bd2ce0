import { succeed } from "#app/errors/refusal.ts";
import { defineBridgeOperation } from "../define-operation.server.ts";
import { BRIDGE_PRIVACY_EXAMPLE, bridgePrivacySchema } from "../schemas/bridge-privacy-messages.ts";
import { shownPrivacy } from "./shown-privacy.server.ts";

export const getPrivacy = defineBridgeOperation({
  method: "get",
  path: "/bridge/v1/privacy",
  summary: "What concerns people",
  description:
    "What the email platform sends as the contact, how long it is kept, and who was forgotten lately.",
  answer: {
    status: 200,
    description: "The settings and the last contacts that were forgotten.",
    schema: bridgePrivacySchema,
    example: BRIDGE_PRIVACY_EXAMPLE,
  },
  refusals: [],
  repeats: "reads",
  handle: async ({ credentials: { accountId } }) => succeed(await shownPrivacy(accountId)),
});
