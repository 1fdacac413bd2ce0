import { Badge, BlockStack, Button, Card, InlineStack, Select, Text } from "@shopify/polaris";
import { useState } from "react";

/** Broadcast campaigns: allowed or not, and what that means. */
export function BroadcastSetting({
  allowed,
  running,
  onChange,
}: {
  allowed: "yes" | "no";
  running: "yes" | "no";
  onChange: (allowed: "yes" | "no") => void;
}) {
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h2" variant="headingMd">
            Broadcast campaigns
          </Text>
          <Badge tone={allowed === "yes" ? "success" : undefined}>
            {allowed === "yes" ? "Allowed" : "Not allowed"}
          </Badge>
        </InlineStack>
        <Text as="p">
          A broadcast goes to a whole list at once and can empty a pool in a minute. Automations, which send
          one message at a time, always work. Allow broadcasts once your pools are large enough for your
          lists.
        </Text>
        <InlineStack>
          <Button loading={running === "yes"} onClick={() => onChange(allowed === "yes" ? "no" : "yes")}>
            {allowed === "yes" ? "Stop allowing broadcasts" : "Allow broadcasts"}
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

/** The account's time zone. */
export function TimeZoneSetting({
  timeZone,
  timeZones,
  error,
  running,
  onChange,
}: {
  timeZone: string;
  timeZones: string[];
  error: string | null;
  running: "yes" | "no";
  onChange: (timeZone: string) => void;
}) {
  const [chosen, setChosen] = useState(timeZone);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Time zone
        </Text>
        <Select
          label="Time zone of the account"
          helpText="Times on these pages are shown in it, and an expiry date without a time ends with that day there."
          options={timeZones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
          value={chosen}
          onChange={setChosen}
          error={error ?? undefined}
        />
        <InlineStack>
          <Button disabled={chosen === timeZone} loading={running === "yes"} onClick={() => onChange(chosen)}>
            Save time zone
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
