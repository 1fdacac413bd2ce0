import { database } from "#app/db/database.server.ts";
import { type TemplateView, templateView } from "./template-view.ts";

/** The account's templates by name, archived ones only when asked for, each with the pools that use it. */
export async function listTemplates(query: {
  accountId: string;
  archived: "yes" | "no";
}): Promise<TemplateView[]> {
  const { prisma } = database();
  const rows = await prisma.template.findMany({
    where: { accountId: query.accountId, archivedAt: query.archived === "yes" ? { not: null } : null },
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
  const [stores, pools] = await Promise.all([
    prisma.store.findMany({
      where: { accountId: query.accountId },
      select: { id: true, currency: true, timeZone: true, platform: true },
    }),
    prisma.pool.findMany({
      where: { accountId: query.accountId, templateId: { in: rows.map(({ id }) => id) }, archivedAt: null },
      select: { id: true, name: true, handle: true, templateId: true },
      orderBy: { name: "asc" },
    }),
  ]);
  const places = new Map(
    stores.map(({ id, currency, ...store }) => [id, { ...store, currency: currency ?? "" }]),
  );
  return rows.map((row) =>
    templateView(
      row,
      places.get(row.storeId) ?? { currency: "", timeZone: "UTC", platform: "shopify" },
      pools
        .filter(({ templateId }) => templateId === row.id)
        .map(({ id, name, handle }) => ({ id, name, handle })),
    ),
  );
}
