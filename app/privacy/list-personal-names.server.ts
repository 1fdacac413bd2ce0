import { database } from "#app/db/database.server.ts";

/** So long after it was last seen the merchant is still told. */
const TOLD_DAYS = 7;

/** An API client that names messages, or campaigns, by what looks like an email address. */
export interface PersonalNames {
  client: string;
  what: "keys" | "campaigns" | "both";
}

/** The clients of an account that did so in the last week. */
export async function listPersonalNames(accountId: string): Promise<PersonalNames[]> {
  const { rows } = await database().pool.query<{ client: string; keys: boolean; campaigns: boolean }>(
    `select name as client, coalesce(personal_key_at > since, false) as keys,
            coalesce(personal_campaign_at > since, false) as campaigns
     from api_clients, lateral (select statement_timestamp() - make_interval(days => $2) as since) s
     where account_id = $1 and revoked_at is null and greatest(personal_key_at, personal_campaign_at) > since
     order by name`,
    [accountId, TOLD_DAYS],
  );
  return rows.map(({ client, keys, campaigns }) => ({
    client,
    what: keys && campaigns ? "both" : keys ? "keys" : "campaigns",
  }));
}
