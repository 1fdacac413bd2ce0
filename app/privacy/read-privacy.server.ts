import { openSecret } from "#app/crypto/vault.server.ts";
import { database } from "#app/db/database.server.ts";
import { CONTACT_IDENTIFIERS } from "./contact-identifier.ts";
import type { PrivacyView } from "./privacy-view.ts";
import { CUSTOMER_SEAL } from "./take-customer-request.server.ts";

const ERASED_SHOWN = 20;
const REQUESTS_SHOWN = 200;

/** What was asked of an account about people, what is still to be answered first. */
export async function readPrivacy(accountId: string): Promise<PrivacyView> {
  const { prisma } = database();
  const [account, requests, erased, stores] = await Promise.all([
    prisma.account.findUniqueOrThrow({
      where: { id: accountId },
      select: { contactIdentifier: true, contactMonths: true },
    }),
    prisma.privacyRequest.findMany({
      where: { accountId, kind: "data", state: { in: ["waiting", "open"] } },
      orderBy: { id: "asc" },
      omit: { file: true },
      take: REQUESTS_SHOWN,
    }),
    prisma.privacyRequest.findMany({
      where: { accountId, kind: "erase" },
      orderBy: { id: "desc" },
      omit: { file: true },
      take: ERASED_SHOWN,
    }),
    prisma.store.findMany({ where: { accountId }, select: { id: true, domain: true } }),
  ]);
  const domains = new Map(stores.map(({ id, domain }) => [id, domain]));
  return {
    identifier: CONTACT_IDENTIFIERS.find((one) => one === account.contactIdentifier) ?? "email",
    contactMonths: account.contactMonths,
    requests: requests.map((request) => ({
      id: request.id,
      state: request.state === "open" ? "open" : "waiting",
      customerId: request.customerSealed && openSecret(CUSTOMER_SEAL, request.customerSealed).toString(),
      domain: domains.get(request.storeId ?? "") ?? null,
      messages: request.messages,
      orders: request.orders,
      receivedAt: request.receivedAt.toISOString(),
      dueAt: request.dueAt?.toISOString() ?? null,
      fileUntil: request.fileUntil?.toISOString() ?? null,
    })),
    erased: erased.map(({ id, source, messages, orders, receivedAt, finishedAt }) => ({
      id,
      source,
      messages,
      orders,
      receivedAt: receivedAt.toISOString(),
      finishedAt: finishedAt?.toISOString() ?? null,
    })),
  };
}
