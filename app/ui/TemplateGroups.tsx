import { Badge, Banner, BlockStack, Card, InlineStack, List, ProgressBar, Text } from "@shopify/polaris";
import type { TemplateDetail } from "../templates/template-view.ts";
import { formatTime } from "./format.ts";
import { groupWords, refusedWords, updateProgress } from "./template-words.ts";

interface TemplateGroupsProps {
  groups: TemplateDetail["groups"];
  timeZone: string;
  trying: "yes" | "no";
  onTryAgain: () => void;
}

/** The discounts in the store that carry a template, one for each end, and what became of its last edit. */
export function TemplateGroups({ groups, timeZone, trying, onTryAgain }: TemplateGroupsProps) {
  const refused = groups.filter(({ refusal }) => refusal !== null);
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          Discounts in your store
        </Text>
        <EditProgress groups={groups} />
        {refused.length > 0 ? (
          <Banner
            tone="critical"
            title="The store refused something"
            action={{ content: "Try again", onAction: onTryAgain, loading: trying === "yes" }}
          >
            <List>
              {refused.map((group) => (
                <List.Item key={group.id}>
                  <span className="cp-break">{`${group.title}: ${refusedWords(group)} ${group.refusal}`}</span>
                </List.Item>
              ))}
            </List>
          </Banner>
        ) : null}
        {groups.length === 0 ? (
          <Text as="p" tone="subdued">
            None at the moment. They are created when a pool needs codes.
          </Text>
        ) : (
          <BlockStack as="ul" gap="300">
            {groups.map((group) => (
              <li key={group.id} className="cp-plain-item">
                <InlineStack align="space-between" blockAlign="start" gap="200" wrap={false}>
                  <div className="cp-break">
                    <Text as="p">{group.title}</Text>
                    <Text as="p" tone="subdued" variant="bodySm">
                      {group.endsAt ? `Ends ${formatTime(group.endsAt, timeZone)}` : "No end"}
                    </Text>
                  </div>
                  <Badge tone={groupWords(group).tone}>{groupWords(group).label}</Badge>
                </InlineStack>
              </li>
            ))}
          </BlockStack>
        )}
      </BlockStack>
    </Card>
  );
}

function EditProgress({ groups }: Pick<TemplateGroupsProps, "groups">) {
  const progress = updateProgress(groups);
  if (!progress) return null;
  return (
    <BlockStack gap="200">
      <div aria-live="polite">
        <Text as="p">
          {`Your last change has reached ${progress.done} of ${progress.total} ${progress.total === 1 ? "discount" : "discounts"}.`}
        </Text>
      </div>
      <ProgressBar
        progress={(progress.done / progress.total) * 100}
        size="small"
        ariaLabelledBy="template-update"
      />
      <Text as="span" id="template-update" visuallyHidden>
        Progress of your last change
      </Text>
    </BlockStack>
  );
}
