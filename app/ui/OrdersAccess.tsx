import { BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { useOrdersAccess } from "./use-orders-access.ts";

/** Asks for the permission to read orders, with the reason. */
export function AllowOrders() {
  const { running, problem, allow } = useOrdersAccess();
  return (
    <BlockStack gap="300">
      <Text as="p">
        Let the app read your orders to see how many codes were redeemed and what they brought in. It takes
        note of which codes an order used, of its number, date and total, and of nothing about your customers.
        Everything else works without it.
      </Text>
      <InlineStack>
        <Button loading={running === "yes"} onClick={allow}>
          Connect orders
        </Button>
      </InlineStack>
      {problem ? (
        <Text as="p" tone="critical">
          {problem}
        </Text>
      ) : null}
    </BlockStack>
  );
}
