import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireMerchant } from "#app/pages/merchant.server.ts";
import { merchantStore } from "#app/pages/merchant-store.server.ts";
import { GROUP_TAG } from "#app/replenishment/group-title.ts";
import { listEarlierDiscounts } from "#app/templates/list-earlier-discounts.server.ts";
import { failureSentence } from "#app/ui/platform-words.ts";
import type { EarlierAnswer } from "#app/ui/TemplateEarlier.tsx";
import { platformOf } from "#app/wiring/platform-of.server.ts";

/** Looks for discounts that an earlier installation left in the store. */
export async function loader({ request }: LoaderFunctionArgs): Promise<EarlierAnswer> {
  const { id: storeId } = await merchantStore(await requireMerchant(request));
  const after = new URL(request.url).searchParams.get("after");
  const platform = await platformOf(storeId, "page");
  const found = await listEarlierDiscounts({ storeId, platform, tag: GROUP_TAG, after });
  if (!found.ok) return { after, problem: failureSentence(found.failure), discounts: [], next: null };
  return { after, problem: null, ...found.value };
}
