import type { Prisma } from "@prisma/client";
import type { Queryable } from "./queryable.ts";

/** A Prisma transaction seen as a plain client, for what is written in SQL (history, jobs). */
export function prismaQueryable(transaction: Prisma.TransactionClient): Queryable {
  return {
    async query<Row extends Record<string, unknown>>(
      text: string | { text: string; values?: unknown[] },
      values?: unknown[],
    ) {
      const statement = typeof text === "string" ? { text, values } : text;
      const rows = await transaction.$queryRawUnsafe<Row[]>(statement.text, ...(statement.values ?? []));
      return { rows, rowCount: rows.length };
    },
  };
}
