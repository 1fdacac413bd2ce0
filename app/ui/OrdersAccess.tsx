import { BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { formatTime } from "./format.ts";
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

/** Whether the app reads a store's orders, and how to change that. */
export function OrdersSetting({ since, timeZone }: { since: string | null; timeZone: string }) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Orders
        </Text>
        {since === null ? <AllowOrders /> : <StopOrders since={since} timeZone={timeZone} />}
      </BlockStack>
    </Card>
  );
}

function StopOrders({ since, timeZone }: { since: string; timeZone: string }) {
  const { running, problem, stop } = useOrdersAccess();
  return (
    <>
      <Text as="p">
        {`Connected since ${formatTime(since, timeZone)}: redeemed codes are counted. When you stop it, the counts are kept but no longer shown.`}
      </Text>
      <InlineStack>
        <Button loading={running === "yes"} onClick={stop}>
          Stop reading orders
        </Button>
      </InlineStack>
      {problem ? (
        <Text as="p" tone="critical">
          {problem}
        </Text>
      ) : null}
    </>
  );
}
