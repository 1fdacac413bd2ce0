import { z } from "@hono/zod-openapi";
import { getAccount } from "#app/accounts/get-account.server.ts";
import { exportClaims } from "#app/claims/export-claims.server.ts";
import { refuse, succeed } from "#app/errors/refusal.ts";
import { getPool } from "#app/pools/get-pool.server.ts";
import { defineBridgeDownload } from "../define-operation.server.ts";
import { poolName } from "../schemas/fields.ts";

const day = z.iso.date({ error: "Use a day such as 2026-11-24." }).optional();

export const getClaimsExport = defineBridgeDownload({
  path: "/bridge/v1/claims/export",
  summary: "Who got which code, as a file",
  description:
    "Every message that got a code, of one pool or of all, as a CSV that is made while it is sent. Contacts are not in it.",
  query: z.object({
    pool: poolName.optional(),
    from: day.openapi({
      description: "The first day, in the account's time zone. Left out: since the first message.",
    }),
    to: day.openapi({ description: "The last day. Left out: until now." }),
  }),
  answer: {
    description: "One line a message, pool after pool.",
    example:
      "pool,code,state,key,campaign,campaign_type,outcome,assigned_at,expires_at,released_at,redeemed_at,orders\r\nWelcome,WELCOME-7KQ2MX,assigned,msg-000001,welcome-2026,automation,assigned,2026-11-23T09:00:00.000Z,,,,\r\n",
  },
  refusals: ["not_found"],
  handle: async ({ credentials: { accountId }, query: { pool: named, from = null, to = null } }) => {
    if (from && to && to < from) {
      return refuse("invalid_request", "The last day is before the first.", {
        errors: [{ path: "to", message: "This is before the first day." }],
      });
    }
    const found = named === undefined ? succeed(null) : await getPool({ accountId, pool: named });
    if (!found.ok) return found;
    const account = await getAccount(accountId);
    if (!account) return refuse("not_found", "There is no such account.");
    const { timeZone } = account;
    return await exportClaims({ accountId, poolId: found.value?.id ?? null, from, to, timeZone });
  },
});
