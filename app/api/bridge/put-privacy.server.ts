import { JSON_BODY_BYTES_MAX } from "#app/config/limits.ts";
import { succeed } from "#app/errors/refusal.ts";
import { setContactIdentifier } from "#app/privacy/set-contact-identifier.server.ts";
import { setContactMonths } from "#app/privacy/set-contact-months.server.ts";
import { defineBridgeOperation } from "../define-operation.server.ts";
import {
  BRIDGE_PRIVACY_EXAMPLE,
  bridgePrivacySchema,
  privacySettingsSchema,
} from "../schemas/bridge-privacy-messages.ts";
import { actorOf } from "./actor-of.ts";
import { shownPrivacy } from "./shown-privacy.server.ts";

export const putPrivacy = defineBridgeOperation({
  method: "put",
  path: "/bridge/v1/privacy",
  summary: "Change what concerns people",
  description: "Contacts that are older than the months allow are forgotten in the night that follows.",
  json: {
    schema: privacySettingsSchema,
    bytesMax: JSON_BODY_BYTES_MAX,
    example: { identifier: "email", contactMonths: 24 },
  },
  answer: {
    status: 200,
    description: "The settings.",
    schema: bridgePrivacySchema,
    example: BRIDGE_PRIVACY_EXAMPLE,
  },
  refusals: [],
  repeats: "by_message",
  handle: async ({ credentials: { accountId }, json: { identifier, contactMonths }, actor: named }) => {
    const actor = actorOf(named);
    await setContactIdentifier({ accountId, actor, identifier });
    await setContactMonths({ accountId, actor, months: contactMonths });
    return succeed(await shownPrivacy(accountId));
  },
});
