import { BlockStack, Text } from "@shopify/polaris";
import type { ClaimLine } from "../claims/claim-line.ts";
import { formatTime } from "./format.ts";
import { OUTCOME_WORDS } from "./look-up-words.ts";

/** Messages and the codes that they got. */
export function ClaimLines({ lines, timeZone }: { lines: ClaimLine[]; timeZone: string }) {
  return (
    <BlockStack as="ul" gap="300">
      {lines.map((line) => (
        <li key={`${line.claimedAt} ${line.key ?? line.codeId}`} className="cp-plain-item">
          <Text as="p">
            <strong>{line.code}</strong> ·{" "}
            {line.key === null ? (
              "a message whose contact was erased,"
            ) : (
              <>
                message <code className="cp-break">{line.key}</code>
              </>
            )}{" "}
            of campaign <span className="cp-break">{line.campaignId}</span> ({line.campaignType})
          </Text>
          <Text as="p" tone="subdued" variant="bodySm">
            {OUTCOME_WORDS[line.outcome]} on {formatTime(line.claimedAt, timeZone)}
            {line.releasedAt ? `, given back on ${formatTime(line.releasedAt, timeZone)}` : ""}
            {line.orders ? `, redeemed in order ${line.orders}` : ""}
          </Text>
        </li>
      ))}
    </BlockStack>
  );
}
