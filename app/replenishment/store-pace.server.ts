import { database } from "#app/db/database.server.ts";
import { loadSql } from "#app/db/load-sql.server.ts";
import type { PlatformPace } from "#app/platforms/platform-pace.ts";

const TAKE = { name: "replenishment-take-points", text: loadSql("replenishment/take-points.sql") };
/** Of a store's bucket, for pages on which somebody waits. Taken once: what comes back each second is spent all the same. */
const SHARE_LEFT_TO_PAGES = 0.1;

/**
 * The pace of a store, shared by all its pools and all processes: what the platform said of its points, less what
 * calls under way have taken. Waits for nothing itself. A page takes from the share that is left to pages.
 */
export function storePace(storeId: string, caller: "background" | "page"): PlatformPace {
  const shareLeft = caller === "page" ? 0 : SHARE_LEFT_TO_PAGES;
  return {
    take: async (points) => {
      const values = [storeId, points, shareLeft];
      const take = async () =>
        (await database().pool.query<{ wait: number }>({ ...TAKE, values })).rows[0]?.wait;
      const wait = await take();
      if (wait !== undefined) return wait;
      await ensurePace(storeId);
      return (await take()) ?? 1;
    },
    told: async (points, report) => {
      await database().pool.query(
        `update store_paces
         set points_reserved = greatest(0, points_reserved - $2),
             points_max = coalesce($4, points_max),
             points_per_second = coalesce($5, points_per_second),
             points_available = case
               when $3::float8 is null then points_available
               else $3::float8 - greatest(0, points_reserved - $2)
             end,
             told_at = case when $3::float8 is null then told_at else clock_timestamp() end
         where store_id = $1`,
        [
          storeId,
          points,
          report?.pointsAvailable ?? null,
          report?.pointsMax ?? null,
          report?.pointsPerSecond ?? null,
        ],
      );
    },
  };
}

/** Lets no process call a store for so long: after an outage or a call without an answer. */
export async function pauseStore(storeId: string, seconds: number): Promise<void> {
  await database().pool.query(
    `update store_paces
     set paused_until = greatest(paused_until, clock_timestamp() + make_interval(secs => $2))
     where store_id = $1`,
    [storeId, seconds],
  );
}

/** Makes the row in which a store's pace, lease and codes are kept. */
export async function ensurePace(storeId: string): Promise<void> {
  await database().pool.query(
    "insert into store_paces (store_id) values ($1) on conflict (store_id) do nothing",
    [storeId],
  );
}
