import { z } from "@hono/zod-openapi";
import { lineOf } from "./fields.ts";

// What the calls of the Magento admin's pages share.

/** Most entries of one answer (the bridge's protocol). */
const LIMIT_MAX = 200;
/** Beyond it nobody turns pages. */
const OFFSET_MAX = 100_000;

/** How many entries are left out at the start of a list. */
export const offset = z.coerce.number<string>().int().min(0).max(OFFSET_MAX).default(0);
/** How many entries are wanted. */
export const limit = z.coerce.number<string>().int().min(1).max(LIMIT_MAX).default(20);

export const uploadId = lineOf(200).openapi({ example: "upl_01JD5ZQ2N3T4V5W6X7Y8Z9A0BC" });
export const templateId = lineOf(200).openapi({ example: "tpl_01JD5ZQ2N3T4V5W6X7Y8Z9A0BC" });
export const clientId = lineOf(200).openapi({ example: "cpk_01JD5ZQ2N3T4V5W6X7Y8Z9A0BC" });

/** A call that says nothing beyond its address. */
export const nothingSchema = z.object({});
