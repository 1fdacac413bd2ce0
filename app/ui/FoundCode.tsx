import { Badge, BlockStack, Button, Card, InlineStack, Link, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { formatTime } from "./format.ts";
import type { FoundItem } from "./found-items.ts";
import { OUTCOME_TERMS, STATE_BADGES } from "./look-up-words.ts";

interface FoundCodeProps {
  item: FoundItem;
  timeZone: string;
  running: "yes" | "no";
  onVoid: () => void;
  onAnother: () => void;
}

/** States in which a code can be marked void. */
const VOIDABLE = ["available", "assigned", "quarantined"];

/** All that is known of a code and of the message that it was for. */
export function FoundCode({ item, timeZone, running, onVoid, onAnother }: FoundCodeProps) {
  const { message, state } = item;
  const badge = STATE_BADGES[state] ?? { label: state, tone: undefined };
  const hasContact = message !== null && message.key !== null;
  const canVoid = item.codeId !== null && VOIDABLE.includes(state);
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h3" variant="headingMd">
            <span className="cp-break">{item.code ?? "No code"}</span>
          </Text>
          <Badge tone={badge.tone}>{badge.label}</Badge>
        </InlineStack>
        <dl className="cp-found">
          <Fact term="Pool">
            <Link url={`/app/pools/${item.poolId}`}>{item.poolName}</Link>
          </Fact>
          {message ? (
            <>
              <Fact term="Message">
                {message.key === null ? "Erased with its contact" : <code>{message.key}</code>}
              </Fact>
              <Fact term="Campaign">{`${message.campaignId} (${message.campaignType})`}</Fact>
              <Fact term={OUTCOME_TERMS[message.outcome]}>{formatTime(message.claimedAt, timeZone)}</Fact>
              {message.anotherFor ? <Fact term="Another code for">{message.anotherFor}</Fact> : null}
              {message.others ? <Fact term="Another code given">{message.others}</Fact> : null}
              {message.releasedAt ? (
                <Fact term="Given back">{formatTime(message.releasedAt, timeZone)}</Fact>
              ) : null}
            </>
          ) : (
            <Fact term="Message">
              {item.nobody === "any more"
                ? "Nobody holds this code: it was given back"
                : "Nobody got this code from the app"}
            </Fact>
          )}
          {item.orders ? <Fact term="Redeemed in order">{item.orders}</Fact> : null}
          <Fact term="Expires">{item.expiresAt ? formatTime(item.expiresAt, timeZone) : "Never"}</Fact>
          {item.origin ? <Fact term="Came with">{item.origin}</Fact> : null}
        </dl>
        {canVoid || hasContact ? (
          <InlineStack gap="200">
            {hasContact ? (
              <Button
                disabled={running === "yes"}
                onClick={onAnother}
                accessibilityLabel={`Assign another code in place of ${item.code}`}
              >
                Assign another code
              </Button>
            ) : null}
            {canVoid ? (
              <Button
                tone="critical"
                disabled={running === "yes"}
                onClick={onVoid}
                accessibilityLabel={`Mark void: ${item.code}`}
              >
                Mark void
              </Button>
            ) : null}
          </InlineStack>
        ) : null}
      </BlockStack>
    </Card>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd className="cp-break">{children}</dd>
    </div>
  );
}
