import { database } from "#app/db/database.server.ts";
import { type Result, refuse, succeed } from "#app/errors/refusal.ts";
import { offerSchema } from "#app/platforms/offer.ts";
import {
  discountSummarySchema,
  groupEdit,
  platformStatus,
  type TemplateDetail,
  templateView,
} from "./template-view.ts";

/** One template of the account with its pools and groups, else `not_found`. */
export async function getTemplate(request: {
  accountId: string;
  templateId: string;
}): Promise<Result<TemplateDetail>> {
  const { prisma } = database();
  const row = await prisma.template.findFirst({
    where: { id: request.templateId, accountId: request.accountId },
  });
  if (!row) return refuse("not_found", "This template does not exist.");
  const [store, pools, groups] = await Promise.all([
    prisma.store.findUniqueOrThrow({ where: { id: row.storeId } }),
    prisma.pool.findMany({
      where: { templateId: row.id, archivedAt: null },
      select: { id: true, name: true, handle: true },
      orderBy: { name: "asc" },
    }),
    prisma.group.findMany({
      where: { templateId: row.id, state: { in: ["planned", "live"] } },
      orderBy: [{ endsAt: { sort: "asc", nulls: "first" } }, { id: "asc" }],
    }),
  ]);
  const place = { currency: store.currency ?? "", timeZone: store.timeZone, platform: store.platform };
  const isDescribed = row.source === "described";
  return succeed({
    ...templateView(row, place, pools),
    offer: isDescribed ? offerSchema.parse(row.offer) : null,
    summary: isDescribed ? null : discountSummarySchema.parse(row.offer),
    offerVersion: row.offerVersion,
    groups: groups.map((group) => ({
      id: group.id,
      discountId: group.discountId,
      title: group.title,
      endsAt: group.endsAt?.toISOString() ?? null,
      state: group.state,
      platformStatus: platformStatus(group.platformStatus),
      edit: group.state === "live" ? groupEdit(group.shopEdit, row, place) : null,
      refusal: group.refusal,
      isCurrent: group.offerVersion >= row.offerVersion,
    })),
  });
}
