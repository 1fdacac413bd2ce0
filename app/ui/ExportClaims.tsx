import { useAppBridge } from "@shopify/app-bridge-react";
import { BlockStack, Button, Card, FormLayout, InlineStack, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { downloadFile } from "./download-file.ts";

/** Downloads who got which code, of one pool or of all, between two days. */
export function ExportClaims({ pool }: { pool: { id: string; name: string } | null }) {
  const shopify = useAppBridge();
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const [running, setRunning] = useState(false);
  const isBackwards = from !== "" && to !== "" && to < from;
  const download = async () => {
    setRunning(true);
    const asked = new URLSearchParams({ from, to, ...(pool ? { pool: pool.id } : {}) });
    const done = await downloadFile(`/app/claims/export?${asked}`, await shopify.idToken());
    setRunning(false);
    if (!done.ok) shopify.toast.show(done.problem, { isError: true });
  };
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {pool ? `Export from ${pool.name}` : "Export"}
        </Text>
        <Text as="p">
          Every message that got a code{pool ? " from this pool" : ""}, with the campaign, the times and the
          orders, as a CSV file. Contacts are not in it: they are stored scrambled.
        </Text>
        <FormLayout>
          <TextField
            label="From"
            type="date"
            value={from}
            onChange={setFrom}
            autoComplete="off"
            helpText="Empty: since the first one"
          />
          <TextField
            label="To"
            type="date"
            value={to}
            onChange={setTo}
            autoComplete="off"
            helpText="Empty: until now"
            error={isBackwards ? "This is before the first day." : undefined}
          />
        </FormLayout>
        <InlineStack>
          <Button loading={running} disabled={isBackwards} onClick={download}>
            Download CSV
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
