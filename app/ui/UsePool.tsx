import { BlockStack, Button, Card, Collapsible, InlineStack, Link, Tabs, Text } from "@shopify/polaris";
import { useState } from "react";
import { CodeBlock } from "./CodeBlock.tsx";
import type { CodeExample, WorkedSignature } from "./request-examples.ts";

interface UsePoolProps {
  examples: CodeExample[];
  worked: WorkedSignature;
  /** Null when the account has no API client yet. */
  clientName: string | null;
}

/** How an email platform takes codes from this pool. */
export function UsePool({ examples, worked, clientName }: UsePoolProps) {
  const [selected, setSelected] = useState(0);
  const [open, setOpen] = useState(false);
  const example = examples[selected];
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Use this pool
        </Text>
        <Text as="p">
          {clientName
            ? `Your email platform asks for a code like this. The request is signed as the API client ${clientName}; put its secret into COUPON_POOLS_SECRET. `
            : "Your email platform asks for a code like this. "}
          {clientName ? null : (
            <>
              <Link url="/app/settings">Create an API client</Link> first, and put its key id and secret in.{" "}
            </>
          )}
          It is in test mode and uses up no code: remove the mode to take real ones.
        </Text>
        <Tabs
          tabs={examples.map(({ id, label }) => ({ id, content: label, panelID: `${id}-example` }))}
          selected={selected}
          onSelect={setSelected}
        >
          <div id={`${example?.id}-example`}>
            {example ? <CodeBlock code={example.code} label={`Request in ${example.label}`} /> : null}
          </div>
        </Tabs>
        <InlineStack gap="300" blockAlign="center">
          <Button
            variant="plain"
            disclosure={open ? "up" : "down"}
            onClick={() => setOpen(!open)}
            ariaExpanded={open}
            ariaControls="worked-signature"
          >
            Check your signature
          </Button>
          <Link url="/api/v1/docs" target="_blank">
            API documentation
          </Link>
        </InlineStack>
        <Collapsible id="worked-signature" open={open}>
          <BlockStack gap="300">
            <Text as="p">
              With the secret <Mono>{worked.secret}</Mono>, the webhook-id <Mono>{worked.id}</Mono> and the
              webhook-timestamp <Mono>{worked.timestamp}</Mono>, this text is signed:
            </Text>
            <CodeBlock code={worked.signed} label="Signed text" />
            <CodeBlock code={worked.signature} label="Its webhook-signature" />
          </BlockStack>
        </Collapsible>
      </BlockStack>
    </Card>
  );
}

function Mono({ children }: { children: string }) {
  return <code className="cp-break">{children}</code>;
}
