import { useAppBridge } from "@shopify/app-bridge-react";
import { Badge, BlockStack, Button, ButtonGroup, InlineStack, List, Text } from "@shopify/polaris";
import type { ContactIdentifier } from "../privacy/contact-identifier.ts";
import type { DataRequest } from "../privacy/privacy-view.ts";
import { downloadFile } from "./download-file.ts";
import { FocusKeeper } from "./FocusKeeper.tsx";
import { formatTime } from "./format.ts";
import { dataFoundWords } from "./privacy-words.ts";

/** Customers who want to know what is stored of them, and the files to hand over. */
export function DataRequests({
  requests,
  identifier,
  timeZone,
  onDone,
}: {
  requests: DataRequest[];
  identifier: ContactIdentifier;
  timeZone: string;
  onDone: (requestId: string) => void;
}) {
  return (
    <FocusKeeper title="Requests of customers" gap="300">
      <Text as="p">
        A customer may ask what is stored of them. Shopify passes that on, and you answer within 30 days: the
        file below lists every message that carried a code to this person, and their orders with a code. Once
        you have sent it, say so, and it is deleted here.
      </Text>
      {requests.length === 0 ? (
        <Text as="p" tone="subdued">
          Nothing is to be answered.
        </Text>
      ) : (
        <List gap="loose">
          {requests.map((request) => (
            <List.Item key={request.id}>
              <Request request={request} identifier={identifier} timeZone={timeZone} onDone={onDone} />
            </List.Item>
          ))}
        </List>
      )}
    </FocusKeeper>
  );
}

function Request({
  request,
  identifier,
  timeZone,
  onDone,
}: {
  request: DataRequest;
  identifier: ContactIdentifier;
  timeZone: string;
  onDone: (requestId: string) => void;
}) {
  const shopify = useAppBridge();
  const who = request.customerId ? `Customer ${request.customerId}` : "A customer";
  const shop = request.domain ? ` of ${request.domain}` : "";
  const download = async () => {
    const done = await downloadFile(`/app/privacy/${request.id}`, await shopify.idToken());
    if (!done.ok) shopify.toast.show(done.problem, { isError: true });
  };
  return (
    <BlockStack gap="200">
      <InlineStack gap="200" blockAlign="center">
        <Text as="span">{`${who}${shop}`}</Text>
        {request.dueAt ? (
          <Badge tone="attention">{`Due ${formatTime(request.dueAt, timeZone)}`}</Badge>
        ) : null}
      </InlineStack>
      <Text as="p" tone="subdued">
        {request.state === "waiting" ? "The file is being written." : dataFoundWords(request, identifier)}
      </Text>
      {request.state === "open" ? (
        <ButtonGroup>
          <Button onClick={download} accessibilityLabel={`Download the file: ${who}${shop}`}>
            Download the file
          </Button>
          <Button
            variant="tertiary"
            onClick={() => onDone(request.id)}
            accessibilityLabel={`I have answered: ${who}${shop}`}
          >
            I have answered
          </Button>
        </ButtonGroup>
      ) : null}
    </BlockStack>
  );
}
