import { useAppBridge } from "@shopify/app-bridge-react";
import { Banner, BlockStack, Button, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import { useState } from "react";
import { downloadFile } from "./download-file.ts";
import {
  type CreationShown,
  creationCounts,
  creationOutcome,
  creationPercent,
  troubleWords,
} from "./shop-words.ts";

interface CreationProgressProps {
  creation: CreationShown;
  cancelling: "yes" | "no";
  onCancel: () => void;
}

/** How far the creation of codes in the shop is. */
export function CreationProgress({ creation, cancelling, onCancel }: CreationProgressProps) {
  const percent = creationPercent(creation);
  return (
    <BlockStack gap="200">
      <InlineStack align="space-between" gap="200">
        <Text as="h3" variant="headingSm" id="creation-doing">
          {cancelling === "yes" ? "Stopping" : `Creating codes under ${creation.templateName}`}
        </Text>
        <Text as="p" numeric>
          {percent}%
        </Text>
      </InlineStack>
      <ProgressBar progress={percent} ariaLabelledBy="creation-doing" tone="primary" size="small" />
      <InlineStack align="space-between" blockAlign="center" gap="200">
        <Text as="p" tone="subdued">
          {creationCounts(creation)}
        </Text>
        <Button size="slim" onClick={onCancel} loading={cancelling === "yes"}>
          Cancel
        </Button>
      </InlineStack>
      {creation.trouble ? (
        <Text as="p" tone="critical">
          {`${troubleWords(creation.trouble)} It goes on by itself then.`}
        </Text>
      ) : (
        <Text as="p" tone="subdued">
          You can leave this page; the work goes on. Those that are assigned next come first.
        </Text>
      )}
    </BlockStack>
  );
}

/** What came of it. */
export function CreationResult({ poolId, creation }: { poolId: string; creation: CreationShown }) {
  const { tone, title } = creationOutcome(creation);
  return (
    <Banner tone={tone} title={title}>
      <BlockStack gap="200" inlineAlign="start">
        {creation.state === "failed" && creation.trouble ? <p>{creation.trouble}</p> : null}
        <p>{`Under ${creation.templateName}: ${creationCounts(creation)}.`}</p>
        {creation.refused > 0 ? (
          <>
            <p>
              The list says of each refused code why. These codes stay in the pool: undo their upload if
              nobody should get them.
            </p>
            <RefusedList poolId={poolId} />
          </>
        ) : null}
      </BlockStack>
    </Banner>
  );
}

function RefusedList({ poolId }: { poolId: string }) {
  const shopify = useAppBridge();
  const [running, setRunning] = useState(false);
  const download = async () => {
    setRunning(true);
    const done = await downloadFile(`/app/pools/${poolId}/refused`, await shopify.idToken());
    setRunning(false);
    if (!done.ok) shopify.toast.show(done.problem, { isError: true });
  };
  return (
    <Button size="slim" loading={running} onClick={download}>
      Download the list
    </Button>
  );
}
