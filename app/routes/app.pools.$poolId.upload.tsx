import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigate } from "@remix-run/react";
import { BlockStack, Card, Layout, List, Page, Text } from "@shopify/polaris";
import { foundOr404 } from "#app/pages/found-or-404.server.ts";
import { requireMerchant } from "#app/pages/merchant.server.ts";
import { getPool } from "#app/pools/get-pool.server.ts";
import { StatusBadge } from "#app/ui/StatusBadge.tsx";
import { UploadDrop } from "#app/ui/UploadDrop.tsx";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { accountId } = await requireMerchant(request);
  return { pool: foundOr404(await getPool({ accountId, pool: params.poolId ?? "" })) };
}

export default function Upload() {
  const { pool } = useLoaderData<typeof loader>();
  const navigate = useNavigate();
  return (
    <Page
      title="Upload codes"
      subtitle={`to ${pool.name}`}
      titleMetadata={<StatusBadge status={pool.status} />}
      backAction={{ content: pool.name, url: `/app/pools/${pool.id}` }}
    >
      <Layout>
        <Layout.Section>
          <UploadDrop
            address={`/app/pools/${pool.id}/files`}
            onReceived={(uploadId) => navigate(`/app/uploads/${uploadId}`)}
          />
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <Card>
            <BlockStack gap="300">
              <Text as="h2" variant="headingMd">
                What the file may look like
              </Text>
              <List gap="extraTight">
                <List.Item>One code per row, with or without a header. Other columns are ignored.</List.Item>
                <List.Item>
                  An expiry column is used if you like: 2026-12-31 or a spreadsheet's date.
                </List.Item>
                <List.Item>You see the first rows before anything is added.</List.Item>
                <List.Item>A code exists once in your account: repeats are counted, not added.</List.Item>
              </List>
            </BlockStack>
          </Card>
        </Layout.Section>
      </Layout>
    </Page>
  );
}

export { PageError as ErrorBoundary } from "#app/ui/PageError.tsx";
