import { BlockStack, Button, Card, Link, List, Text } from "@shopify/polaris";
import type { TemplateDetail } from "../templates/template-view.ts";
import { formatTime } from "./format.ts";
import { TemplateDiscount } from "./TemplateDiscount.tsx";
import { COUNTED_PER_CODE, SOURCE_WORDS } from "./template-words.ts";

/** What a template gives, in sentences. */
export function TemplateSummary({ template, timeZone }: { template: TemplateDetail; timeZone: string }) {
  const { summary } = template;
  const [value, ...rest] = template.words;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          What customers get
        </Text>
        {summary ? (
          <>
            <TemplateDiscount discount={summary} timeZone={timeZone} />
            <Text as="p" tone="subdued" variant="bodySm">
              As the store told it last. Edit the discount there, and its pools follow.
            </Text>
          </>
        ) : (
          <>
            <Text as="p" fontWeight="semibold">
              {value}
            </Text>
            <List gap="extraTight">
              {rest.map((sentence) => (
                <List.Item key={sentence}>{sentence}</List.Item>
              ))}
            </List>
            <Text as="p" tone="subdued" variant="bodySm">
              {COUNTED_PER_CODE}
            </Text>
          </>
        )}
        <dl className="cp-list">
          <div>
            <dt>Source</dt>
            <dd>{SOURCE_WORDS[template.source]}</dd>
          </div>
          <div>
            <dt>Created</dt>
            <dd>{formatTime(template.createdAt, timeZone)}</dd>
          </div>
        </dl>
      </BlockStack>
    </Card>
  );
}

/** The pools whose codes come from a template. */
export function TemplatePools({
  template,
}: {
  template: Pick<TemplateDetail, "id" | "pools" | "archivedAt">;
}) {
  const { id: templateId, pools } = template;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Pools using it
        </Text>
        {pools.length === 0 ? (
          <Text as="p" tone="subdued">
            No pool uses this template yet. A dynamic pool hands out its codes.
          </Text>
        ) : (
          <BlockStack as="ul" gap="200">
            {pools.map(({ id, name, handle }) => (
              <li key={id} className="cp-plain-item">
                <div className="cp-break">
                  <Link url={`/app/pools/${id}`}>{name}</Link>
                  <Text as="p" tone="subdued" variant="bodySm">
                    {handle}
                  </Text>
                </div>
              </li>
            ))}
          </BlockStack>
        )}
        {template.archivedAt ? null : (
          <div>
            <Button url={`/app/pools/new?template=${templateId}`}>Create dynamic pool</Button>
          </div>
        )}
      </BlockStack>
    </Card>
  );
}
