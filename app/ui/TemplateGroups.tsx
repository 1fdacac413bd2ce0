import { Badge, Banner, BlockStack, Card, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import type { TemplateDetail } from "../templates/template-view.ts";
import { formatTime } from "./format.ts";
import { groupWords, updateProgress } from "./template-words.ts";

/** The discounts in the store that carry a template, one for each end, and what became of its last edit. */
export function TemplateGroups({ groups, timeZone }: { groups: TemplateDetail["groups"]; timeZone: string }) {
  const progress = updateProgress(groups);
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          Discounts in your store
        </Text>
        {progress ? (
          <BlockStack gap="200">
            <Text as="p">
              {`Your last change has reached ${progress.done} of ${progress.total} discounts.`}
            </Text>
            <ProgressBar
              progress={(progress.done / progress.total) * 100}
              size="small"
              ariaLabelledBy="template-update"
            />
            <Text as="span" id="template-update" visuallyHidden>
              Progress of your last change
            </Text>
          </BlockStack>
        ) : null}
        {groups.length === 0 ? (
          <Text as="p" tone="subdued">
            None yet. They are created when a pool needs its first codes.
          </Text>
        ) : null}
        <BlockStack as="ul" gap="300">
          {groups.map((group) => (
            <li key={group.id} className="cp-plain-item">
              <BlockStack gap="200">
                <InlineStack align="space-between" blockAlign="start" gap="200">
                  <div className="cp-break">
                    <Text as="p">{group.title}</Text>
                    <Text as="p" tone="subdued" variant="bodySm">
                      {group.endsAt ? `Ends ${formatTime(group.endsAt, timeZone)}` : "No end"}
                    </Text>
                  </div>
                  <Badge tone={groupWords(group.state).tone}>{groupWords(group.state).label}</Badge>
                </InlineStack>
                {group.refusal ? (
                  <Banner tone="critical" title="Shopify refused the last change">
                    <p>{group.refusal}</p>
                  </Banner>
                ) : null}
              </BlockStack>
            </li>
          ))}
        </BlockStack>
      </BlockStack>
    </Card>
  );
}
