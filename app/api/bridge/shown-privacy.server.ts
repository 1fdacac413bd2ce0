import type { z } from "@hono/zod-openapi";
import { CONTACT_MONTHS } from "#app/privacy/contact-identifier.ts";
import { listPersonalNames } from "#app/privacy/list-personal-names.server.ts";
import { readPrivacy } from "#app/privacy/read-privacy.server.ts";
import type { bridgePrivacySchema } from "../schemas/bridge-privacy-messages.ts";

/** What concerns people, as a Magento admin sees it: without the requests that come through Shopify. */
export async function shownPrivacy(accountId: string): Promise<z.input<typeof bridgePrivacySchema>> {
  const [view, personalNames] = await Promise.all([readPrivacy(accountId), listPersonalNames(accountId)]);
  return {
    identifier: view.identifier,
    contactMonths: CONTACT_MONTHS.find((months) => months === view.contactMonths) ?? null,
    monthsToChoose: [...CONTACT_MONTHS],
    personalNames,
    erased: view.erased.map(({ id, source, messages, receivedAt, finishedAt }) => ({
      id,
      source,
      messages,
      receivedAt,
      finishedAt,
    })),
  };
}
