import { BlockStack, Card, InlineStack, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { useKeptFocus } from "./use-kept-focus.ts";

/** A card of things that may be removed by a button of their own: the focus goes to its heading then. */
export function FocusKeeper({
  title,
  action = null,
  gap,
  children,
}: {
  title: string;
  /** Beside the heading. */
  action?: ReactNode;
  gap: "300" | "400";
  children: ReactNode;
}) {
  const { area, landing } = useKeptFocus();
  return (
    <Card>
      <div ref={area}>
        <BlockStack gap={gap}>
          <InlineStack align="space-between" blockAlign="center" gap="200">
            <div ref={landing} tabIndex={-1} className="cp-focus">
              <Text as="h2" variant="headingMd">
                {title}
              </Text>
            </div>
            {action}
          </InlineStack>
          {children}
        </BlockStack>
      </div>
    </Card>
  );
}
