import { inTransaction } from "#app/db/in-transaction.server.ts";
import { type Result, refuse, succeed } from "#app/errors/refusal.ts";
import { appendHistory } from "#app/history/append-history.server.ts";
import { isTimeZone } from "./is-time-zone.ts";

/** Sets the time zone in which a date without a time, in a file uploaded from now on, ends. */
export async function setTimeZone(input: {
  accountId: string;
  timeZone: string;
  actor: string;
}): Promise<Result<void>> {
  const { accountId, timeZone, actor } = input;
  if (!isTimeZone(timeZone)) {
    return refuse("invalid_request", "Choose a time zone.", {
      errors: [{ path: "timeZone", message: "Choose a time zone from the list, such as Europe/London." }],
    });
  }
  return await inTransaction(async (client) => {
    const { rows } = await client.query<{ time_zone: string }>(
      "select time_zone from accounts where id = $1 for update",
      [accountId],
    );
    const [account] = rows;
    if (!account) return refuse("not_found", "There is no such account.");
    if (account.time_zone === timeZone) return succeed(undefined);
    await client.query("update accounts set time_zone = $2 where id = $1", [accountId, timeZone]);
    await appendHistory(client, {
      accountId,
      actor,
      verb: "account.time_zone_changed",
      detail: { timeZone },
    });
    return succeed(undefined);
  });
}
