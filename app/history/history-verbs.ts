/** Everything the history can tell, and the sentence for each. `{name}` stands for a detail, `{name:one|many}` for a word that goes with its number. */
export const HISTORY_VERBS = {
  "store.connected": "Store {domain} connected",
  "store.disconnected": "Store {domain} disconnected",
  "store.copy_refused": "A copy of the shop {domain} at {address} was refused",
  "store.moved": "Shop {domain} moved to {address}",
  "store.restored":
    "The database of {domain} was restored from a backup: {codes} {codes:code is|codes are} created in it again",
  "store.orders_connected": "Orders of {domain} are read, to count redeemed codes",
  "store.orders_disconnected": "Orders of {domain} are no longer read",
  "store.link_code_made": "Link code made for connecting a Magento store",
  "store.erased": "A store's data was erased, 48 hours after the app was removed from it",
  "account.broadcast_enabled": "Broadcast campaigns allowed",
  "account.broadcast_disabled": "Broadcast campaigns no longer allowed",
  "account.time_zone_changed": "Time zone set to {timeZone}",
  "api_client.created": "API client {name} created",
  "api_client.rotated": "New secret for API client {name}; the old one works until {until}",
  "api_client.revoked": "API client {name} revoked",
  "account.alerts_changed":
    "Alerts changed: {recipients} {recipients:address|addresses}, {alerts} {alerts:kind|kinds}",
  "endpoint.created": "Event endpoint at {host} added",
  "endpoint.removed": "Event endpoint at {host} removed",
  "endpoint.on": "Event endpoint at {host} switched on again",
  "endpoint.off": "Event endpoint at {host} switched off: it does not answer",
  "template.created": "Template {name} created",
  "template.edited": "Template {name} edited",
  "template.offer_restored": "Changes made in the shop to discounts of template {name} are taken back",
  "template.archived": "Template {name} archived",
  "template.unarchived": "Template {name} restored from the archive",
  "pool.created": "Pool created",
  "pool.edited": "Pool edited: {fields}",
  "pool.archived": "Pool archived",
  "pool.unarchived": "Pool restored from the archive",
  "pool.unavailable": "Stopped handing out codes: {reason}",
  "pool.recovered": "Hands out codes again",
  "codes.missing": "{missing} {missing:code is|codes are} not in the shop and {missing:was|were} taken out",
  "codes.given_up":
    "{codes} {codes:code that was|codes that were} not assigned {codes:is|are} deleted in the shop",
  "codes.refused": "{refused} of {looked} {looked:code|codes} looked up would be refused at the checkout",
  "codes.accepted": "All {looked} {looked:code|codes} looked up {looked:works|work} at the checkout again",
  "creation.started": "Creation of {codes} {codes:code|codes} in the store started, under {template}",
  "creation.finished":
    "{created} {created:code|codes} created in the store; {already} {already:was|were} there already, {refused} refused",
  "creation.cancelled": "Creation of codes in the store cancelled after {created}",
  "creation.failed": "Creation of codes in the store stopped after {created}: {trouble}",
  "upload.completed": "Upload {fileName}: {added} {added:code|codes} added",
  "upload.failed": "Upload {fileName} failed: {error}",
  "upload.undone": "Upload {fileName} undone: {undone} {undone:code|codes} removed",
  "campaign.live": "Campaign {name} uses this pool",
  "campaign.off": "Campaign {name} no longer uses this pool",
  "codes.prepared": "{quantity} {quantity:code|codes} prepared for campaign {campaign}",
  "code.voided": "A code that {before} was marked void",
  "claim.another": "Another code assigned to a contact of campaign {campaign}",
  "contact.erased":
    "A contact was erased, with the {messages:key|keys} of {messages} {messages:message|messages}",
  "privacy.data_requested": "A customer asked what is stored of them",
  "privacy.data_handed_over": "What is stored of a customer was handed over",
  "privacy.data_file_deleted":
    "What is stored of a customer was deleted; nobody had said that it was handed over",
  "account.contact_months_set": "Contacts are forgotten after: {months}",
  "account.contact_identifier_set": "How the email platform names people was set: {identifier}",
  "claims.released": "{released} {released:code|codes} released as not sent",
} as const;

/** Why a pool stopped, as its entry keeps it. */
const REASONS: Record<string, string> = {
  disconnected: "its store is not connected any more",
  reconnect_needed: "the store no longer accepts the app's access",
  scopes_missing: "the app lacks a permission in the store",
  shop_frozen: "the store is frozen",
  store_full: "the store is full of codes",
  discount_scheduled: "its discount has not started yet",
  discount_inactive: "its discount is switched off",
  discount_ended: "its discount has ended",
  discount_deleted: "its discount was deleted",
};

export type HistoryVerb = keyof typeof HISTORY_VERBS;

const PLACE = /\{(\w+)(?::([^|}]*)\|([^}]*))?\}/g;

/** The sentence of an entry, its details filled in. */
export function historySentence(verb: HistoryVerb, detail: Record<string, unknown>): string {
  return templateOf(verb, detail).replace(PLACE, (_, name: string, one?: string, many?: string) => {
    const value = detail[name] ?? "";
    if (one !== undefined) return value === 1 ? one : String(many);
    if (typeof value === "number") return value.toLocaleString("en-US");
    return (name === "reason" && REASONS[String(value)]) || String(value);
  });
}

function templateOf(verb: HistoryVerb, { messages, orders }: Record<string, unknown>): string {
  if (verb !== "contact.erased" || messages !== 0) return HISTORY_VERBS[verb];
  // Somebody asked, and no message was left to erase.
  return Number(orders ?? 0) > 0
    ? "A contact was erased, with the {orders:number|numbers} of {orders} {orders:order|orders}"
    : "A contact was to be erased; nothing was stored of them";
}
