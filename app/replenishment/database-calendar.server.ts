import type { Queryable } from "#app/db/queryable.ts";
import { type Calendar, DAYS_LOOKED_AHEAD } from "./group-ends.ts";

/**
 * The calendar of a time zone by the database's clock and time zone data, the same that least_expiry() asks; for
 * as many days ahead as a pool of so many valid days needs.
 */
export async function databaseCalendar(
  client: Queryable,
  timeZone: string,
  validDays: number,
): Promise<Calendar> {
  const { rows } = await client.query<{ day: number; endsAt: Date }>(
    `select today.day - date '1970-01-01' + n as day, (today.day + n + time '23:59:59') at time zone $1 as "endsAt"
     from (select (statement_timestamp() at time zone $1)::date as day) today,
          generate_series(0, $2::int) n
     order by n`,
    [timeZone, validDays + DAYS_LOOKED_AHEAD],
  );
  const today = rows[0]?.day;
  if (today === undefined) throw new Error("The database named no days.");
  return {
    today,
    endOf: (day) => {
      const row = rows[day - today];
      if (!row) throw new RangeError(`The end of day ${day} was not asked for.`);
      return row.endsAt;
    },
  };
}
