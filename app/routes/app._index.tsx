import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigate, useNavigation, useSearchParams } from "@remix-run/react";
import { BlockStack, Card, EmptySearchResult, EmptyState, Page } from "@shopify/polaris";
import { env } from "#app/config/env.server.ts";
import { dashboardData } from "#app/pages/dashboard-data.server.ts";
import { requireMerchant } from "#app/pages/merchant.server.ts";
import { DashboardNotices } from "#app/ui/DashboardNotices.tsx";
import { PoolFilters } from "#app/ui/PoolFilters.tsx";
import { PoolTable } from "#app/ui/PoolTable.tsx";
import { type PoolListQuery, readPoolListQuery, writePoolListQuery } from "#app/ui/pool-list-query.ts";
import { isPhone } from "#app/ui/small-screen.ts";
import { useFreshPage } from "#app/ui/use-fresh-page.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const { accountId } = await requireMerchant(request);
  const query = readPoolListQuery(new URL(request.url).searchParams);
  const { recipients, ...data } = await dashboardData(accountId, query);
  // Where no mail can be sent there is nothing to choose.
  const toldByMail: "nobody" | "somebody" = env().SMTP_URL && recipients === 0 ? "nobody" : "somebody";
  return { ...data, toldByMail, query, smallScreen: isPhone(request.headers) };
}

export default function Pools() {
  const {
    alerts,
    toldByMail,
    lateStores,
    offEndpoints,
    pools,
    outlooks,
    dataRequests,
    personalNames,
    now,
    total,
    query,
    storeCodes,
    smallScreen,
  } = useLoaderData<typeof loader>();
  useFreshPage();
  const [params, setParams] = useSearchParams();
  const navigation = useNavigation();
  const navigate = useNavigate();
  const loading = navigation.state === "loading" && navigation.location.pathname === "/app" ? "yes" : "no";
  const change = (changed: Partial<PoolListQuery>) =>
    setParams(writePoolListQuery(params, changed), { replace: true, preventScrollReset: true });
  const narrowed =
    query.search !== "" || query.type !== null || query.status !== null || query.codes !== null;
  const isNew = total === 0 && !narrowed;
  return (
    <Page
      fullWidth
      title="Coupon pools"
      primaryAction={{ content: "Create pool", onAction: () => navigate("/app/pools/new") }}
    >
      <BlockStack gap="400">
        <DashboardNotices
          from={{ alerts, lateStores, offEndpoints, storeCodes, dataRequests, personalNames, now }}
          toldByMail={isNew ? "somebody" : toldByMail}
        />
        <Card padding="0">
          {isNew ? (
            <EmptyState
              heading="Give every message a code of its own"
              action={{ content: "Create pool", url: "/app/pools/new" }}
              image="/empty-pools.svg"
            >
              <p>
                A pool holds the coupon codes of one offer. Upload your codes or have them made in Shopify,
                and your email platform takes one for each message at the moment of sending.
              </p>
            </EmptyState>
          ) : (
            <>
              <PoolFilters query={query} loading={loading} onChange={change} />
              {pools.length === 0 ? (
                <EmptySearchResult
                  title="No pools found"
                  description="Try another search, or remove a filter."
                  withIllustration
                />
              ) : (
                <PoolTable
                  pools={pools}
                  outlooks={outlooks}
                  now={now}
                  total={total}
                  query={query}
                  loading={loading}
                  smallScreen={smallScreen}
                  onChange={change}
                />
              )}
            </>
          )}
        </Card>
      </BlockStack>
    </Page>
  );
}

export { PageError as ErrorBoundary } from "#app/ui/PageError.tsx";
