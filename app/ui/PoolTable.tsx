import {
  Badge,
  BlockStack,
  Button,
  IndexTable,
  InlineStack,
  Link,
  Text,
  Tooltip,
  useBreakpoints,
} from "@shopify/polaris";
import type { MouseEvent } from "react";
import type { ListedPool } from "../pools/pool-view.ts";
import { formatCodes, formatCount } from "./format.ts";
import { POOLS_PER_PAGE, type PoolListQuery, pageLabel } from "./pool-list-query.ts";
import { TYPE_WORDS } from "./pool-words.ts";
import { Dash, RemainingBar } from "./RemainingBar.tsx";
import { StatusBadge } from "./StatusBadge.tsx";

/** The sort behind each column's heading; null where a column has none. */
const COLUMN_SORTS: (PoolListQuery["sort"] | null)[] = [
  "name",
  null,
  null,
  "remaining",
  "assigned",
  "percent",
  null,
  null,
];

interface PoolTableProps {
  pools: ListedPool[];
  total: number;
  query: PoolListQuery;
  loading: "yes" | "no";
  /** Whether the browser says it is a phone, so that the first paint is right. */
  smallScreen: "yes" | "no";
  onChange: (change: Partial<PoolListQuery>) => void;
}

/** The list of pools: a table, and on small screens one block per pool. */
export function PoolTable({ pools, total, query, loading, smallScreen, onChange }: PoolTableProps) {
  const { smDown } = useBreakpoints({ defaults: { smDown: smallScreen === "yes" } });
  const sortedColumn = COLUMN_SORTS.indexOf(query.sort);
  const hasNext = query.page * POOLS_PER_PAGE < total;
  return (
    <IndexTable
      selectable={false}
      condensed={smDown}
      loading={loading === "yes"}
      resourceName={{ singular: "pool", plural: "pools" }}
      itemCount={pools.length}
      headings={[
        { title: "Name" },
        { title: "Type" },
        { title: "Status" },
        { title: "Remaining", alignment: "end" },
        { title: "Assigned", alignment: "end" },
        { title: <span className="cp-share">% remaining</span>, id: "share" },
        {
          title: "Redeemed",
          alignment: "end",
          tooltipContent: pools.some(({ redeemed }) => redeemed === null)
            ? "Connect orders to see how many codes were redeemed"
            : undefined,
        },
        { title: "Actions", hidden: true },
      ]}
      sortable={COLUMN_SORTS.map((sort) => sort !== null)}
      sortColumnIndex={sortedColumn === -1 ? undefined : sortedColumn}
      sortDirection={query.direction === "asc" ? "ascending" : "descending"}
      onSort={(column, direction) => {
        const sort = COLUMN_SORTS[column];
        if (sort) onChange({ sort, direction: direction === "ascending" ? "asc" : "desc" });
      }}
      pagination={
        hasNext || query.page > 1
          ? {
              label: pageLabel(query.page, pools.length, total),
              hasNext,
              hasPrevious: query.page > 1,
              onNext: () => onChange({ page: query.page + 1 }),
              onPrevious: () => onChange({ page: query.page - 1 }),
              accessibilityLabel: "Pages of pools",
            }
          : undefined
      }
    >
      {pools.map((pool, index) => (
        <IndexTable.Row key={pool.id} id={pool.id} position={index}>
          {smDown ? <SmallRow pool={pool} /> : <WideRow pool={pool} />}
        </IndexTable.Row>
      ))}
    </IndexTable>
  );
}

function WideRow({ pool }: { pool: ListedPool }) {
  return (
    <>
      <IndexTable.Cell>
        <Name pool={pool} />
      </IndexTable.Cell>
      <IndexTable.Cell>{TYPE_WORDS[pool.type]}</IndexTable.Cell>
      <IndexTable.Cell>
        <StatusBadge status={pool.status} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Amount value={pool.remaining} />
        {pool.ready === null ? null : (
          <Text as="p" alignment="end" tone="subdued" variant="bodySm" numeric>
            {`${formatCount(pool.ready)} ready`}
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

function SmallRow({ pool }: { pool: ListedPool }) {
  return (
    <div className="cp-row">
      <InlineStack align="space-between" blockAlign="start" gap="200" wrap={false}>
        <Name pool={pool} />
        <InlineStack gap="100" wrap={false}>
          {pool.type === "dynamic" ? <Badge>{TYPE_WORDS.dynamic}</Badge> : null}
          <StatusBadge status={pool.status} />
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
