import { database } from "#app/db/database.server.ts";
import { codeFormatSchema } from "../codes/code-format.ts";
import { poolDetail } from "./pool-row.ts";
import type { PoolDetail } from "./pool-view.ts";
import { poolsWithOrders } from "./pools-with-orders.server.ts";

/** A pool with its settings and, for a dynamic one, its template's name. Null when the account has none such. */
export async function readPoolDetail(request: {
  accountId: string;
  poolId: string;
}): Promise<PoolDetail | null> {
  const { prisma } = database();
  const row = await prisma.pool.findFirst({ where: { id: request.poolId, accountId: request.accountId } });
  if (!row) return null;
  const [template, withOrders] = await Promise.all([
    row.templateId ? prisma.template.findUnique({ where: { id: row.templateId } }) : null,
    poolsWithOrders([row.id]),
  ]);
  return poolDetail(
    row,
    template && {
      templateId: template.id,
      templateName: template.name,
      storeId: template.storeId,
      timeZone: row.timeZone,
      codeFormat: codeFormatSchema.parse(row.codeFormat),
      bufferFixed: row.bufferFixed,
      bufferTarget: row.bufferTarget,
      bufferBase: row.bufferBase,
      waitMilliseconds: row.waitMilliseconds,
      notReadyFallback: row.notReadyFallback,
    },
    withOrders,
  );
}
