import { database } from "#app/db/database.server.ts";

/** Whether an account hears of its orders, so that redeemed codes can be counted: a store of it runs on Magento. */
export async function ordersConnected(accountId: string): Promise<boolean> {
  const store = await database().prisma.store.findFirst({
    where: { accountId, platform: "magento" },
    select: { id: true },
  });
  return store !== null;
}
