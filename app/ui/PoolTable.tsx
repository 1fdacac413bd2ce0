import { IndexTable, useBreakpoints } from "@shopify/polaris";
import type { OutlookView } from "../forecast/outlook-view.ts";
import type { ListedPool } from "../pools/pool-view.ts";
import { outlookInShort } from "./outlook-words.ts";
import { SmallPoolRow, WidePoolRow } from "./PoolRow.tsx";
import { POOLS_PER_PAGE, type PoolListQuery, pageLabel } from "./pool-list-query.ts";

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
  /** When they will run dry, by the pool's id. */
  outlooks: Record<string, OutlookView>;
  now: string;
  total: number;
  query: PoolListQuery;
  loading: "yes" | "no";
  /** Whether the browser says it is a phone, so that the first paint is right. */
  smallScreen: "yes" | "no";
  onChange: (change: Partial<PoolListQuery>) => void;
}

/** The list of pools: a table, and on small screens one block per pool. */
export function PoolTable({
  pools,
  outlooks,
  now,
  total,
  query,
  loading,
  smallScreen,
  onChange,
}: PoolTableProps) {
  // As wide as the table is, with room for its actions: also at 200 % on a usual screen.
  const { mdDown } = useBreakpoints({ defaults: { mdDown: smallScreen === "yes" } });
  const sortedColumn = COLUMN_SORTS.indexOf(query.sort);
  const hasNext = query.page * POOLS_PER_PAGE < total;
  return (
    <IndexTable
      selectable={false}
      condensed={mdDown}
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
          {mdDown ? (
            <SmallPoolRow pool={pool} dry={outlookInShort(outlooks[pool.id], now)} />
          ) : (
            <WidePoolRow pool={pool} dry={outlookInShort(outlooks[pool.id], now)} />
          )}
        </IndexTable.Row>
      ))}
    </IndexTable>
  );
}
