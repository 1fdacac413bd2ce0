import type { Queryable } from "#app/db/queryable.ts";

/** The IANA zone in whose days an account's codes expire. */
export async function accountTimeZone(client: Queryable, accountId: string): Promise<string> {
  const { rows } = await client.query<{ time_zone: string }>("select time_zone from accounts where id = $1", [
    accountId,
  ]);
  return rows[0]?.time_zone ?? "UTC";
}
