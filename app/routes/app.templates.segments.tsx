import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireMerchant } from "#app/pages/merchant.server.ts";
import { merchantStore } from "#app/pages/merchant-store.server.ts";
import type { SegmentsAnswer } from "#app/ui/OfferSegments.tsx";
import { failureSentence } from "#app/ui/platform-words.ts";
import { platformOf } from "#app/wiring/platform-of.server.ts";

const SEARCH_CHARACTERS_MAX = 200;

/** The store's customer segments whose names hold what is asked for. */
export async function loader({ request }: LoaderFunctionArgs): Promise<SegmentsAnswer> {
  const store = await merchantStore(await requireMerchant(request));
  const asked = new URL(request.url).searchParams.get("q") ?? "";
  const platform = await platformOf(store.id, "page");
  const found = await platform.listSegments(asked.trim().slice(0, SEARCH_CHARACTERS_MAX));
  if (found.ok) return { segments: found.value, problem: null, needsAccess: false };
  const { failure } = found;
  return {
    segments: [],
    problem: failureSentence(failure),
    needsAccess: failure.kind === "unreachable" && failure.reason === "scopes_missing",
  };
}
