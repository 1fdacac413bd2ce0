import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { foundOr404 } from "#app/pages/found-or-404.server.ts";
import { requireMerchant } from "#app/pages/merchant.server.ts";
import { getPool } from "#app/pools/get-pool.server.ts";
import { askCheck } from "#app/replenishment/ask-check.server.ts";
import { askStoreCheck } from "#app/replenishment/ask-store-check.server.ts";
import { cancelCreation } from "#app/replenishment/cancel-creation.server.ts";
import { startCreation } from "#app/replenishment/start-creation.server.ts";
import type { ShopAnswer } from "#app/ui/use-shop-answer.ts";

const question = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("check") }),
  z.object({ intent: z.literal("create"), templateId: z.string() }),
  z.object({ intent: z.literal("cancel") }),
]);

/** What a merchant asks about a pool's codes in the shop; of a dynamic one, whether they work again. The pool's page shows what comes of it. */
export async function action({ request, params }: ActionFunctionArgs): Promise<ShopAnswer> {
  const { accountId, actor } = await requireMerchant(request);
  const { id: poolId, type } = foundOr404(await getPool({ accountId, pool: params.poolId ?? "" }));
  const asked = question.parse(Object.fromEntries(await request.formData()));
  switch (asked.intent) {
    case "check":
      if (type === "dynamic") {
        await askStoreCheck({ accountId, poolId });
        return { toast: "Your store is being looked at", problem: null };
      }
      await askCheck({ accountId, poolId });
      return { toast: null, problem: null };
    case "cancel":
      await cancelCreation({ accountId, poolId });
      return { toast: null, problem: null };
    case "create": {
      const { templateId } = asked;
      const started = await startCreation({ accountId, poolId, templateId, actor });
      return started.ok
        ? { toast: "Codes are being created", problem: null }
        : { toast: null, problem: started.refusal.detail };
    }
    default:
      throw new Error(`An unknown question: ${asked satisfies never}`);
  }
}
