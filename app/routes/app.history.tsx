import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigation, useSearchParams } from "@remix-run/react";
import { BlockStack, Card, InlineStack, Page, Pagination, Select, Text } from "@shopify/polaris";
import { z } from "zod";
import { HISTORY_ABOUT, HISTORY_WHO } from "#app/history/history-filter.ts";
import { pageHistory } from "#app/history/page-history.server.ts";
import { requireMerchant } from "#app/pages/merchant.server.ts";
import { getPool } from "#app/pools/get-pool.server.ts";
import { HistoryTable } from "#app/ui/HistoryTable.tsx";
import { ABOUT_WORDS, WHO_WORDS } from "#app/ui/history-words.ts";

const LINES_PER_PAGE = 50;

const wanted = z.object({
  who: z.enum(HISTORY_WHO).optional().catch(undefined),
  about: z.enum(HISTORY_ABOUT).optional().catch(undefined),
  pool: z.string().optional().catch(undefined),
  before: z.string().optional().catch(undefined),
  after: z.string().optional().catch(undefined),
});

export async function loader({ request }: LoaderFunctionArgs) {
  const { accountId, timeZone } = await requireMerchant(request);
  const {
    pool: asked,
    before,
    after,
    ...filter
  } = wanted.parse(Object.fromEntries(new URL(request.url).searchParams));
  const found = asked ? await getPool({ accountId, pool: asked }) : null;
  const pool = found?.ok ? { id: found.value.id, name: found.value.name } : null;
  const who = { accountId, poolId: pool?.id, ...filter };
  return { ...(await pageHistory(who, { before, after }, LINES_PER_PAGE)), filter, pool, timeZone };
}

export default function History() {
  const { lines, hasNewer, hasOlder, filter, pool, timeZone } = useLoaderData<typeof loader>();
  const [params, setParams] = useSearchParams();
  const navigation = useNavigation();
  const set = (changed: Record<string, string>) => {
    const next = new URLSearchParams(params);
    for (const [name, value] of Object.entries({ before: "", after: "", ...changed })) {
      if (value === "") next.delete(name);
      else next.set(name, value);
    }
    setParams(next, { preventScrollReset: true });
  };
  const loading = navigation.state === "loading" && navigation.location.pathname === "/app/history";
  return (
    <Page
      title={pool ? `History of ${pool.name}` : "History"}
      subtitle="Who changed what and when, over the last 13 months"
      backAction={
        pool ? { content: pool.name, url: `/app/pools/${pool.id}` } : { content: "Coupon pools", url: "/app" }
      }
      secondaryActions={pool ? [{ content: "Show the whole account", url: "/app/history" }] : []}
    >
      <Card>
        <BlockStack gap="400">
          <InlineStack gap="300">
            <Select
              label="Done by"
              options={[{ value: "", label: "Everyone" }, ...WHO_WORDS]}
              value={filter.who ?? ""}
              onChange={(who) => set({ who })}
            />
            <Select
              label="About"
              options={[{ value: "", label: "Everything" }, ...ABOUT_WORDS]}
              value={filter.about ?? ""}
              onChange={(about) => set({ about })}
            />
          </InlineStack>
          {lines.length === 0 ? (
            <Text as="p">Nothing of this kind has happened.</Text>
          ) : (
            <div aria-busy={loading}>
              <HistoryTable lines={lines} timeZone={timeZone} />
            </div>
          )}
          {hasOlder || hasNewer ? (
            <InlineStack align="center">
              <Pagination
                label={hasNewer ? "Older" : "Newest"}
                hasPrevious={hasNewer}
                previousTooltip="Newer"
                onPrevious={() => set({ after: lines[0]?.id ?? "" })}
                hasNext={hasOlder}
                nextTooltip="Older"
                onNext={() => set({ before: lines.at(-1)?.id ?? "" })}
                accessibilityLabel="Pages of the history"
              />
            </InlineStack>
          ) : null}
        </BlockStack>
      </Card>
    </Page>
  );
}

export { PageError as ErrorBoundary } from "#app/ui/PageError.tsx";
