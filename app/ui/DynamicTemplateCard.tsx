import { BlockStack, Card, InlineStack, Link, List, Text } from "@shopify/polaris";
import type { DynamicDetail } from "../pools/pool-view.ts";
import type { TemplateView } from "../templates/template-view.ts";
import { TemplateBadge } from "./TemplateBadge.tsx";

interface DynamicTemplateCardProps {
  dynamic: DynamicDetail;
  template: Pick<TemplateView, "words" | "platformStatus" | "archivedAt"> | null;
}

/** The offer behind a dynamic pool. */
export function DynamicTemplateCard({ dynamic, template }: DynamicTemplateCardProps) {
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            Template
          </Text>
          {template && template.platformStatus !== "working" ? <TemplateBadge template={template} /> : null}
        </InlineStack>
        <div className="cp-break">
          <Link url={`/app/templates/${dynamic.templateId}`}>{dynamic.templateName}</Link>
        </div>
        {template ? (
          <List gap="extraTight">
            {template.words.map((sentence) => (
              <List.Item key={sentence}>{sentence}</List.Item>
            ))}
          </List>
        ) : null}
      </BlockStack>
    </Card>
  );
}
