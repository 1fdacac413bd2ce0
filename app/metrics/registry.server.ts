import { Registry } from "prom-client";

/** Every name begins with this. */
export const PREFIX = "coupon_pools_";

/** What this process measures. */
export const registry = new Registry();

/** What the database says, the same in every process. Apart, so that it can be left out when it could not be read. */
export const databaseRegistry = new Registry();
