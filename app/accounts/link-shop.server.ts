import { LINK_REPEAT_HOURS } from "#app/config/limits.ts";
import { secretKey } from "#app/crypto/signature.ts";
import { openSecret, sealSecret } from "#app/crypto/vault.server.ts";
import type { AccountId, StoreId } from "#app/db/ids.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import type { Queryable } from "#app/db/queryable.ts";
import { type Result, refuse, succeed } from "#app/errors/refusal.ts";
import { connectStoreWithin } from "./connect-store.server.ts";
import { linkCodeHash } from "./link-code.ts";

/** What a stored key of a Magento store is sealed for. */
export const BRIDGE_SECRET_PURPOSE = "bridge-secret";

/** What a Magento module says of its shop when it connects. */
export interface ShopToLink {
  /** Drawn by the module, and the store's name here for ever. */
  installationId: string;
  /** `cpb_...` and `whsec_...`, drawn by the module. */
  keyId: string;
  secret: string;
  name: string;
  timeZone: string;
  /** ISO 4217. */
  currency: string;
}

export interface LinkedShop {
  accountId: AccountId;
  storeId: StoreId;
}

const ACTOR = "Magento";

/**
 * Connects a Magento store: to the account of a link code, or to one of its own by an invitation or where everybody
 * may sign up. A store that was connected before comes back to its pools. The same code from the same installation
 * with the same key gives the same result again, so that a lost answer does no harm.
 *
 * Refusals: `unauthorized` (a code that is wrong, used or too old), `signup_closed`, `linked_elsewhere`.
 */
export async function linkShop(
  request: { code: string | null; shop: ShopToLink },
  signup: "closed" | "invite" | "open",
): Promise<Result<LinkedShop>> {
  const { code, shop } = request;
  return await inTransaction(async (client) => {
    const repeated = await sameKey(client, shop);
    if (code === null) {
      if (repeated) return succeed(repeated);
      if (signup !== "open") return refuse("signup_closed", "Enter the invitation that you were given.");
      return await connect(client, shop, null);
    }
    const link = await lockLink(client, code);
    if (!link) return refuse("unauthorized", "This code is not known here. Check it, or make a new one.");
    if (link.isUsed) {
      const isSame = link.installationId === shop.installationId && link.keyId === shop.keyId;
      if (isSame && link.mayRepeat && repeated) return succeed(repeated);
      return refuse("unauthorized", "This code has been used. Make a new one.");
    }
    if (link.isTooOld) return refuse("unauthorized", "This code is too old. Make a new one.");
    if (link.accountId === null && signup === "closed") {
      return refuse("signup_closed", "No new accounts are opened here at the moment.");
    }
    // Its first answer was lost, and another code is asked for: the key is the one that it has.
    const isConnected = repeated && (link.accountId ?? repeated.accountId) === repeated.accountId;
    const linked = isConnected ? succeed(repeated) : await connect(client, shop, link.accountId);
    if (!linked.ok) return linked;
    await client.query(
      `update bridge_links set used_at = statement_timestamp(), installation_id = $2, key_id = $3, store_id = $4
       where code_hash = $1`,
      [linkCodeHash(code), shop.installationId, shop.keyId, linked.value.storeId],
    );
    return linked;
  });
}

interface Link extends Record<string, unknown> {
  accountId: AccountId | null;
  installationId: string | null;
  keyId: string | null;
  isUsed: boolean;
  isTooOld: boolean;
  mayRepeat: boolean;
}

async function lockLink(client: Queryable, code: string): Promise<Link | undefined> {
  const { rows } = await client.query<Link>(
    `select account_id as "accountId", installation_id as "installationId", key_id as "keyId",
            used_at is not null as "isUsed", expires_at <= statement_timestamp() as "isTooOld",
            coalesce(used_at > statement_timestamp() - make_interval(hours => $2), false) as "mayRepeat"
     from bridge_links where code_hash = $1 for update`,
    [linkCodeHash(code), LINK_REPEAT_HOURS],
  );
  return rows[0];
}

/** The store that signs with exactly this key: the same request came before. */
async function sameKey(client: Queryable, shop: ShopToLink): Promise<LinkedShop | undefined> {
  const { rows } = await client.query<LinkedShop & { sealed: string } & Record<string, unknown>>(
    `select k.account_id as "accountId", k.store_id as "storeId", k.sealed
     from bridge_keys k join stores s on s.id = k.store_id
     where k.id = $1 and k.revoked_at is null and s.domain = lower($2) and s.disconnected_at is null`,
    [shop.keyId, shop.installationId],
  );
  const [known] = rows;
  if (!known || !openSecret(BRIDGE_SECRET_PURPOSE, known.sealed).equals(secretKey(shop.secret)))
    return undefined;
  return { accountId: known.accountId, storeId: known.storeId };
}

async function connect(
  client: Queryable,
  shop: ShopToLink,
  accountId: AccountId | null,
): Promise<Result<LinkedShop>> {
  const taken = await client.query("select from bridge_keys where id = $1", [shop.keyId]);
  if (taken.rowCount) return refuse("unauthorized", "This key id is taken. Draw a new one.");
  const { rows } = await client.query<{ accountId: AccountId }>(
    `select account_id as "accountId" from stores where platform = 'magento' and domain = lower($1) for update`,
    [shop.installationId],
  );
  const [known] = rows;
  // Whoever knows an installation's id only, which is no secret, must not get at its account.
  if (known && known.accountId !== accountId) {
    return refuse(
      "linked_elsewhere",
      "This shop belongs to another account. Use a link code of that account, or ask its operator.",
    );
  }
  const { accountId: linkedTo, storeId } = await connectStoreWithin(client, {
    platform: "magento",
    domain: shop.installationId,
    name: shop.name,
    timeZone: shop.timeZone,
    currency: shop.currency,
    accountId: accountId ?? undefined,
    actor: ACTOR,
  });
  await client.query(
    "update bridge_keys set revoked_at = statement_timestamp() where store_id = $1 and revoked_at is null",
    [storeId],
  );
  await client.query("insert into bridge_keys (id, store_id, account_id, sealed) values ($1, $2, $3, $4)", [
    shop.keyId,
    storeId,
    linkedTo,
    sealSecret(BRIDGE_SECRET_PURPOSE, secretKey(shop.secret)),
  ]);
  return succeed({ accountId: linkedTo, storeId });
}
