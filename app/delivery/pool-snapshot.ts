import { z } from "zod";
import { poolView } from "../pools/pool-row.ts";
import { LOW_WATER_UNITS, PER_CONTACT, POOL_TYPES, type PoolView, WHEN_DRY } from "../pools/pool-view.ts";

/** What an event keeps of its pool (pool_snapshot in the database). */
const snapshotSchema = z.object({
  id: z.string(),
  handle: z.string(),
  name: z.string(),
  type: z.enum(POOL_TYPES),
  stock: z.string(),
  perContact: z.enum(PER_CONTACT),
  whenDry: z.enum(WHEN_DRY),
  limit: z.number().nullable(),
  validDays: z.number().nullable(),
  expiryPrecision: z.enum(["day", "week"]),
  unavailableReason: z.string().nullable(),
  archivedAt: z.coerce.date().nullable(),
  updatedAt: z.coerce.date(),
  available: z.number(),
  assigned: z.number(),
  redeemed: z.number(),
  lowWaterUnit: z.enum(LOW_WATER_UNITS),
  lowWaterValue: z.number(),
});
export type PoolSnapshot = z.infer<typeof snapshotSchema>;

export function readSnapshot(value: unknown): PoolSnapshot {
  return snapshotSchema.parse(value);
}

/** The pool as `GET /api/v1/pools/{pool}` would have shown it when the event was written. */
export function snapshotView(snapshot: PoolSnapshot, withOrders: ReadonlySet<string>): PoolView {
  return poolView(snapshot, withOrders);
}
