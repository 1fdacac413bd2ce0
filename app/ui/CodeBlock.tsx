import { BlockStack, InlineStack, Text } from "@shopify/polaris";
import { CopyButton } from "./CopyButton.tsx";

/** A text to copy, scrolled inside its own box. */
export function CodeBlock({ code, label }: { code: string; label: string }) {
  return (
    <BlockStack gap="200">
      <InlineStack align="space-between" blockAlign="center" gap="200" wrap={false}>
        <Text as="span" tone="subdued">
          {label}
        </Text>
        <CopyButton text={code} label={`Copy: ${label}`} done="Copied" />
      </InlineStack>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <section className="cp-code" tabIndex={0} aria-label={label}>
        <pre>{code}</pre>
      </section>
    </BlockStack>
  );
}
