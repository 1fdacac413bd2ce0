import { database } from "#app/db/database.server.ts";
import type { ApiClientId } from "#app/db/ids.ts";
import type { ApiClientView } from "./api-client-view.ts";

/** All API clients of an account: live ones first, each group newest first. */
export async function listApiClients(accountId: string): Promise<ApiClientView[]> {
  const clients = await database().prisma.apiClient.findMany({
    where: { accountId },
    include: {
      secrets: {
        where: { OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }] },
        orderBy: { id: "desc" },
      },
    },
    orderBy: [{ revokedAt: { sort: "asc", nulls: "first" } }, { id: "desc" }],
  });
  return clients.map((client) => ({
    id: client.id as ApiClientId,
    name: client.name,
    createdAt: client.createdAt.toISOString(),
    lastUsedAt: client.lastUsedAt?.toISOString() ?? null,
    revokedAt: client.revokedAt?.toISOString() ?? null,
    secrets: client.secrets.map((secret) => ({
      createdAt: secret.createdAt.toISOString(),
      expiresAt: secret.expiresAt?.toISOString() ?? null,
    })),
  }));
}
