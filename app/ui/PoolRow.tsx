import { Badge, BlockStack, Button, IndexTable, InlineStack, Link, Text, Tooltip } from "@shopify/polaris";
import type { MouseEvent } from "react";
import type { ListedPool } from "../pools/pool-view.ts";
import { formatCodes, formatCount } from "./format.ts";
import { REFUSED_LABEL, TYPE_WORDS } from "./pool-words.ts";
import { Dash, RemainingBar } from "./RemainingBar.tsx";
import { StatusBadge } from "./StatusBadge.tsx";

interface PoolRowProps {
  pool: ListedPool;
  /** When it will run dry, in words; null: nothing to warn of. */
  dry: string | null;
}

/** A pool as a row of the table. */
export function WidePoolRow({ pool, dry }: PoolRowProps) {
  return (
    <>
      <IndexTable.Cell>
        <Name pool={pool} />
      </IndexTable.Cell>
      <IndexTable.Cell>{TYPE_WORDS[pool.type]}</IndexTable.Cell>
      <IndexTable.Cell>
        <InlineStack gap="100">
          <StatusBadge status={pool.status} />
          <RefusedBadge pool={pool} />
        </InlineStack>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Amount value={pool.remaining} />
        {pool.ready === null ? null : (
          <Text as="p" alignment="end" tone="subdued" variant="bodySm" numeric>
            {`${formatCount(pool.ready)} ready`}
          </Text>
        )}
        {dry === null ? null : (
          <Text as="p" alignment="end" tone="subdued" variant="bodySm">
            {dry}
          </Text>
        )}
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Amount value={pool.assigned} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <div className="cp-share">
          {pool.type === "dynamic" && pool.limit === null ? (
            <Dash meaning="No limit" />
          ) : (
            <RemainingBar percent={pool.percentRemaining} status={pool.status} />
          )}
        </div>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Redeemed value={pool.redeemed} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Actions pool={pool} />
      </IndexTable.Cell>
    </>
  );
}

/** A pool on a small screen. */
export function SmallPoolRow({ pool, dry }: PoolRowProps) {
  return (
    <div className="cp-row">
      <InlineStack align="space-between" blockAlign="start" gap="200" wrap={false}>
        <Name pool={pool} />
        <InlineStack gap="100" wrap={false}>
          {pool.type === "dynamic" ? <Badge>{TYPE_WORDS.dynamic}</Badge> : null}
          <StatusBadge status={pool.status} />
          <RefusedBadge pool={pool} />
        </InlineStack>
      </InlineStack>
      {pool.percentRemaining === null ? null : (
        <RemainingBar percent={pool.percentRemaining} status={pool.status} />
      )}
      <Text as="p" tone="subdued">
        {pool.remaining === null ? "" : `${formatCodes(pool.remaining)} remaining · `}
        {pool.ready === null ? "" : `${formatCount(pool.ready)} ready · `}
        {formatCount(pool.assigned)} assigned
        {pool.redeemed === null ? "" : ` · ${formatCount(pool.redeemed)} redeemed`}
        {dry === null ? "" : ` · ${dry}`}
      </Text>
      <Actions pool={pool} />
    </div>
  );
}

function Name({ pool }: { pool: ListedPool }) {
  return (
    <div className="cp-break">
      <BlockStack>
        <Link url={`/app/pools/${pool.id}`} dataPrimaryLink monochrome removeUnderline>
          <Text as="span" fontWeight="semibold">
            {pool.name}
          </Text>
        </Link>
        <Text as="span" tone="subdued" variant="bodySm">
          {pool.handle}
        </Text>
      </BlockStack>
    </div>
  );
}

function RefusedBadge({ pool }: { pool: ListedPool }) {
  return pool.codesRefused ? <Badge tone="critical">{REFUSED_LABEL}</Badge> : null;
}

function Amount({ value }: { value: number | null }) {
  return (
    <Text as="span" alignment="end" numeric>
      {value === null ? <Dash meaning="No limit" /> : formatCount(value)}
    </Text>
  );
}

function Redeemed({ value }: { value: number | null }) {
  if (value !== null) return <Amount value={value} />;
  return (
    <InlineStack align="end">
      <Tooltip content="Connect orders to see it">
        <Dash meaning="Not known: orders are not connected" />
      </Tooltip>
    </InlineStack>
  );
}

/** The row itself leads to the pool, so a press on a button must not reach it. */
function stop(event: MouseEvent): void {
  event.stopPropagation();
}

function Actions({ pool }: { pool: ListedPool }) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only keeps clicks on its buttons from the row
    // biome-ignore lint/a11y/useKeyWithClickEvents: links take the keyboard themselves
    <div className="cp-row__actions" onClick={stop}>
      {pool.type === "static" && pool.status !== "archived" ? (
        <Button
          size="slim"
          url={`/app/pools/${pool.id}/upload`}
          accessibilityLabel={`Upload codes to ${pool.name}`}
        >
          Upload
        </Button>
      ) : null}
      <Button
        size="slim"
        variant="tertiary"
        url={`/app/pools/${pool.id}/edit`}
        accessibilityLabel={`Edit ${pool.name}`}
      >
        Edit
      </Button>
    </div>
  );
}
