import { env } from "#app/config/env.server.ts";

/** Of the demo's and the tests' embedded database, which listens on this machine alone. */
const THROW_AWAY_PASSWORD = "throw-away-demo-password";

/** Where the embedded database lies, and how it is entered. */
export function embeddedDatabase(): { dataDirectory: string; password: string; database: string } {
  return {
    dataDirectory: "var/postgres",
    password: env().EMBEDDED_DATABASE_PASSWORD ?? THROW_AWAY_PASSWORD,
    database: "coupon_pools",
  };
}
