// Prefixed, time-ordered ids. Branded, so that two kinds cannot be mixed up.

declare const brand: unique symbol;
export type Branded<Kind extends string> = string & { readonly [brand]: Kind };

export type AccountId = Branded<"account">;
export type StoreId = Branded<"store">;
export type PoolId = Branded<"pool">;
export type BatchId = Branded<"batch">;
export type UploadId = Branded<"upload">;
/** The public key id of a Magento store, drawn by its module. */
export type BridgeKeyId = Branded<"bridge_key">;
/** The public key id of an API client. */
export type ApiClientId = Branded<"api_client">;

/** What each kind of id starts with, before the underscore. */
export const ID_PREFIXES = {
  account: "acc",
  store: "store",
  pool: "pool",
  template: "tpl",
  group: "grp",
  batch: "bat",
  creation: "crn",
  upload: "upl",
  bridge_key: "cpb",
  instruction: "ins",
  exchange_cursor: "cur",
  api_client: "cpk",
  api_secret: "sec",
  history_entry: "hist",
  event_endpoint: "evp",
  privacy_request: "prq",
} as const;
export type IdKind = keyof typeof ID_PREFIXES;

/** 26 characters of Crockford base 32: 48 bits of time, 80 of randomness. */
const ULID = /^[0-9A-HJKMNP-TV-Z]{26}$/;

/** Whether a text has the form of an id of that kind; whether one exists is another question. */
export function isId<Kind extends IdKind>(kind: Kind, text: string): text is Branded<Kind> {
  const prefix = `${ID_PREFIXES[kind]}_`;
  return text.startsWith(prefix) && ULID.test(text.slice(prefix.length));
}
