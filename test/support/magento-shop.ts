import { randomBytes, randomUUID } from "node:crypto";
import { createLinkCode } from "#app/accounts/create-link-code.server.ts";
import { formatSecret } from "#app/crypto/signature.ts";
import { newId } from "#app/db/new-id.server.ts";
import { newAccount } from "./pool-with-codes.ts";
import { type Destination, type SignedClient, signedClient } from "./signed-client.ts";

/** What a module says of its shop. */
export const SHOP_REPORT = {
  name: "Main Website",
  baseUrl: "https://shop.example.com/",
  timeZone: "Europe/Berlin",
  currency: "EUR",
  magentoVersion: "2.4.6-p11",
  edition: "Community",
  moduleVersion: "1.0.0",
};

export interface LinkedShop {
  accountId: string;
  storeId: string;
  installationId: string;
  call: SignedClient;
}

/** The body of a link call of a fresh installation. */
export function linkRequest(code: string | null) {
  return {
    code,
    installationId: randomUUID() as string,
    keyId: newId("bridge_key") as string,
    secret: formatSecret(randomBytes(32)),
    shop: SHOP_REPORT,
  };
}

/** Calls `link`, unsigned, as a module would. */
export async function sendLink(destination: Destination, body: unknown): Promise<Response> {
  const request = {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  };
  const target = "/api/bridge/v1/link";
  return typeof destination === "string"
    ? await fetch(destination + target, request)
    : await destination.request(new Request(`http://in.process${target}`, request));
}

/** A Magento store, linked to an account of its own or to one that exists, and a client that signs with its key. */
export async function linkedShop(destination: Destination, accountId?: string): Promise<LinkedShop> {
  const { code } = await createLinkCode({ accountId: accountId ?? (await newAccount()), actor: "test" });
  const request = linkRequest(code);
  const response = await sendLink(destination, request);
  if (response.status !== 200) throw new Error(await response.text());
  const { account, store } = (await response.json()) as { account: { id: string }; store: { id: string } };
  const { keyId, secret, installationId } = request;
  return {
    accountId: account.id,
    storeId: store.id,
    installationId,
    call: signedClient({ keyId, secret }, destination),
  };
}
