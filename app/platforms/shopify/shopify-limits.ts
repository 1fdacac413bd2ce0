/** Seconds after which a call to Shopify is given up; its own answers take at most ten or so. */
export const SHOPIFY_CALL_SECONDS_MAX = 20;
/** Seconds of life below which an access token is renewed before it is used; the library does so at 300. */
export const TOKEN_LEFT_SECONDS_MIN = 360;
/** Seconds that a process has a shop's token to renew for itself: longer than the call may take. */
export const RENEWAL_LEASE_SECONDS = 30;
/** Seconds between looks at whether another process has renewed a token. */
export const RENEWAL_LOOK_SECONDS = 0.25;
/** Seconds that a shop's token is kept in a process before it is looked up again. */
export const SESSION_KEPT_SECONDS = 60;
/** Items of a list in one call, and nodes of a page. Source: shopify.dev, API limits. */
export const LIST_ITEMS_MAX = 250;
/** Discounts of one page of a search: some 350 points are asked for, at most 160 are spent. */
export const DISCOUNTS_PER_PAGE = 10;
/** Items of each list that an update reads: more than Shopify's admin lets anybody choose (100). */
export const LIST_READ_MAX = 125;
/** Milliseconds between looks at a deletion; when they are over, it is left to the next try. */
export const JOB_WAITS_MILLISECONDS: readonly number[] = [250, 500, 1_000, 2_000, 4_000, 8_000];
/** Orders of one page: some 450 points are asked for, of the 1,000 that one call may cost. */
export const ORDERS_PER_PAGE = 50;
