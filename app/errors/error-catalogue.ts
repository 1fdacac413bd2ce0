/**
 * The one error vocabulary: a stable code for machines, its HTTP status and a title for people.
 * The codes are part of the public contract: add to them, never change them.
 */
export const ERROR_CATALOGUE = {
  invalid_request: { status: 400, title: "The request is not valid" },
  unauthorized: { status: 401, title: "The request is not signed correctly" },
  timestamp_out_of_range: { status: 401, title: "The request's timestamp is too old or too new" },
  signup_closed: { status: 403, title: "An account cannot be opened without an invitation" },
  broadcast_not_enabled: { status: 403, title: "Broadcast campaigns are not enabled for this account" },
  not_found: { status: 404, title: "Not found" },
  method_not_allowed: { status: 405, title: "This address does not take this method" },
  key_reused: { status: 409, title: "A key was used again for another message" },
  key_erased: { status: 409, title: "The key belongs to a contact that was erased" },
  message_reused: { status: 409, title: "A webhook-id was used again for another request" },
  linked_elsewhere: { status: 409, title: "The shop is connected to another account" },
  shop_copied: { status: 409, title: "This shop is a copy of the one that is connected" },
  release_not_allowed: { status: 409, title: "This pool does not take codes back" },
  pool_archived: { status: 409, title: "The pool is archived" },
  pool_unavailable: { status: 409, title: "The pool cannot hand out codes" },
  pool_not_static: { status: 409, title: "Codes can be added to static pools only" },
  too_large: { status: 413, title: "The request is too large" },
  unsupported_media_type: { status: 415, title: "The request's content type is not taken here" },
  rate_limited: { status: 429, title: "Too many requests" },
  internal_error: { status: 500, title: "Something went wrong on our side" },
  codes_not_ready: { status: 503, title: "Codes are being made" },
  overloaded: { status: 503, title: "Too many requests are waiting" },
} as const satisfies Record<string, { status: number; title: string }>;

export type ErrorCode = keyof typeof ERROR_CATALOGUE;
