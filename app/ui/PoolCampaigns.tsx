import { BlockStack, Card, InlineStack, Text } from "@shopify/polaris";
import type { LiveCampaign } from "../campaigns/campaign-view.ts";
import type { PreparationLine } from "../campaigns/preparation-view.ts";
import type { PoolDetail } from "../pools/pool-view.ts";
import { CAMPAIGN_TYPE_WORDS, expectedNeed } from "./campaign-words.ts";
import { PreparationItem } from "./PreparationItem.tsx";

interface PoolCampaignsProps {
  pool: PoolDetail;
  preparations: PreparationLine[];
  campaigns: LiveCampaign[];
  /** The store's, in which the days of its codes end. */
  timeZone: string;
}

/** What campaigns have announced and prepared in a pool. Nothing while there is none. */
export function PoolCampaigns({ pool, preparations, campaigns, timeZone }: PoolCampaignsProps) {
  if (preparations.length === 0 && campaigns.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          Campaigns
        </Text>
        {preparations.length === 0 ? null : (
          <BlockStack gap="300">
            <Text as="h3" variant="headingSm">
              Prepared codes
            </Text>
            <BlockStack as="ul" gap="400">
              {preparations.map((line) => (
                <li key={line.id} className="cp-plain-item" data-preparation={line.id}>
                  <PreparationItem line={line} pool={pool} timeZone={timeZone} />
                </li>
              ))}
            </BlockStack>
            <Text as="p" tone="subdued" variant="bodySm">
              {`Times are those of the store: ${timeZone.replaceAll("_", " ")}.`}
            </Text>
          </BlockStack>
        )}
        {campaigns.length === 0 ? null : (
          <BlockStack gap="300">
            <Text as="h3" variant="headingSm">
              Announced
            </Text>
            <BlockStack as="ul" gap="300">
              {campaigns.map((campaign) => (
                <li key={campaign.id} className="cp-plain-item">
                  <InlineStack align="space-between" blockAlign="start" gap="200" wrap={false}>
                    <div className="cp-break">
                      <Text as="p" fontWeight="semibold">
                        {campaign.name}
                      </Text>
                      <Text as="p" tone="subdued">
                        {expectedNeed(campaign, preparations, pool)}
                      </Text>
                    </div>
                    <span className="cp-keep">
                      <Text as="span" tone="subdued">
                        {CAMPAIGN_TYPE_WORDS[campaign.type]}
                      </Text>
                    </span>
                  </InlineStack>
                </li>
              ))}
            </BlockStack>
          </BlockStack>
        )}
      </BlockStack>
    </Card>
  );
}
