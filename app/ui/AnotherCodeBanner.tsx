import { Banner, BlockStack, InlineStack } from "@shopify/polaris";
import { CopyButton } from "./CopyButton.tsx";

/** The code that a contact got in place of another: it is for whoever asked for it to pass on. */
export function AnotherCodeBanner({ code }: { code: string }) {
  return (
    <Banner tone="success" title="Another code for this contact">
      <BlockStack gap="200">
        <InlineStack gap="200" blockAlign="center">
          <strong className="cp-break">{code}</strong>
          <CopyButton text={code} label={`Copy ${code}`} done="Code copied" />
        </InlineStack>
        <p>Your email platform does not know of it, so send it to them yourself.</p>
      </BlockStack>
    </Banner>
  );
}
