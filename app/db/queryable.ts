/** A pg client, inside or outside of a transaction, or the pool. */
export interface Queryable {
  query<Row extends Record<string, unknown>>(
    text: string | { name: string; text: string; values?: unknown[] },
    values?: unknown[],
  ): Promise<{ rows: Row[]; rowCount: number | null }>;
}
