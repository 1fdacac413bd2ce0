import { ChoiceList, IndexFilters, IndexFiltersMode, useSetIndexFiltersMode } from "@shopify/polaris";
import { useEffect, useRef, useState } from "react";
import { POOL_STATUSES, POOL_TYPES, type PoolStatus } from "../pools/pool-view.ts";
import type { PoolListQuery } from "./pool-list-query.ts";
import { REFUSED_LABEL, STATUS_WORDS, TYPE_WORDS } from "./pool-words.ts";

interface View {
  id: string;
  content: string;
  status: PoolStatus | null;
  codes: PoolListQuery["codes"];
}

/** The views over the list. Each is a filter, so that view and filter cannot contradict each other. */
const VIEWS: View[] = [
  { id: "all", content: "All", status: null, codes: null },
  { id: "low", content: "Low", status: "low", codes: null },
  { id: "empty", content: "Empty", status: "empty", codes: null },
  { id: "unavailable", content: "Unavailable", status: "unavailable", codes: null },
  { id: "refused", content: REFUSED_LABEL, status: null, codes: "refused" },
  { id: "archived", content: "Archived", status: "archived", codes: null },
];

const SORTS = [
  { label: "Needs attention", value: "attention asc", directionLabel: "Empty and low first" },
  { label: "Needs attention", value: "attention desc", directionLabel: "Empty and low last" },
  { label: "Created", value: "created desc", directionLabel: "Newest first" },
  { label: "Created", value: "created asc", directionLabel: "Oldest first" },
  { label: "Name", value: "name asc", directionLabel: "A to Z" },
  { label: "Name", value: "name desc", directionLabel: "Z to A" },
  { label: "Remaining", value: "remaining asc", directionLabel: "Fewest first" },
  { label: "Remaining", value: "remaining desc", directionLabel: "Most first" },
  { label: "% remaining", value: "percent asc", directionLabel: "Lowest first" },
  { label: "% remaining", value: "percent desc", directionLabel: "Highest first" },
  { label: "Assigned", value: "assigned desc", directionLabel: "Most first" },
  { label: "Assigned", value: "assigned asc", directionLabel: "Fewest first" },
] as const satisfies {
  label: string;
  value: `${PoolListQuery["sort"]} ${PoolListQuery["direction"]}`;
  directionLabel: string;
}[];

/** Milliseconds without typing before a search is sent. */
const TYPING_PAUSE = 300;

interface PoolFiltersProps {
  query: PoolListQuery;
  loading: "yes" | "no";
  onChange: (change: Partial<PoolListQuery>) => void;
}

/** Views, search, filters and sorting of the list of pools. */
export function PoolFilters({ query, loading, onChange }: PoolFiltersProps) {
  const [typed, type] = useTypedSearch(query.search, (search) => onChange({ search }));
  const view = VIEWS.findIndex(({ status, codes }) => status === query.status && codes === query.codes);
  const appliedFilters = [
    ...(query.type
      ? [
          {
            key: "type",
            label: `Type: ${TYPE_WORDS[query.type]}`,
            onRemove: () => onChange({ type: null }),
          },
        ]
      : []),
    ...(query.status
      ? [
          {
            key: "status",
            label: `Status: ${STATUS_WORDS[query.status].label}`,
            onRemove: () => onChange({ status: null }),
          },
        ]
      : []),
    ...(query.codes
      ? [{ key: "codes", label: REFUSED_LABEL, onRemove: () => onChange({ codes: null }) }]
      : []),
  ];
  // A list that is narrowed shows by what.
  const narrowed = query.search !== "" || query.type !== null || view === -1;
  const { mode, setMode } = useSetIndexFiltersMode(
    narrowed ? IndexFiltersMode.Filtering : IndexFiltersMode.Default,
  );
  return (
    <IndexFilters
      tabs={VIEWS.map(({ id, content }) => ({ id, content, isLocked: true }))}
      selected={Math.max(view, 0)}
      onSelect={(index) =>
        onChange({ status: VIEWS[index]?.status ?? null, codes: VIEWS[index]?.codes ?? null })
      }
      canCreateNewView={false}
      mode={mode}
      setMode={setMode}
      loading={loading === "yes"}
      queryValue={typed}
      queryPlaceholder="Search by name or handle"
      onQueryChange={type}
      onQueryClear={() => type("")}
      cancelAction={{ onAction: () => type("") }}
      onClearAll={() => {
        type("");
        onChange({ search: "", type: null, status: null, codes: null });
      }}
      sortOptions={[...SORTS]}
      sortSelected={[`${query.sort} ${query.direction}`]}
      onSort={([chosen]) => {
        const [sort, direction] = (chosen ?? "").split(" ") as [
          PoolListQuery["sort"],
          PoolListQuery["direction"],
        ];
        onChange({ sort, direction });
      }}
      appliedFilters={appliedFilters}
      filters={[
        {
          key: "status",
          label: "Status",
          shortcut: true,
          filter: (
            <ChoiceList
              title="Status"
              titleHidden
              choices={POOL_STATUSES.map((value) => ({ value, label: STATUS_WORDS[value].label }))}
              selected={query.status ? [query.status] : []}
              onChange={([status]) => onChange({ status: (status as PoolStatus) ?? null })}
            />
          ),
        },
        {
          key: "codes",
          label: "Codes",
          shortcut: true,
          filter: (
            <ChoiceList
              title="Codes"
              titleHidden
              choices={[{ value: "refused", label: "Some would be refused at the checkout" }]}
              selected={query.codes ? [query.codes] : []}
              onChange={([chosen]) => onChange({ codes: chosen === "refused" ? "refused" : null })}
            />
          ),
        },
        {
          key: "type",
          label: "Type",
          shortcut: true,
          filter: (
            <ChoiceList
              title="Type"
              titleHidden
              choices={POOL_TYPES.map((value) => ({ value, label: TYPE_WORDS[value] }))}
              selected={query.type ? [query.type] : []}
              onChange={([chosen]) => onChange({ type: (chosen as PoolListQuery["type"]) ?? null })}
            />
          ),
        },
      ]}
    />
  );
}

/** What is typed shows at once; the list follows when the typing pauses. */
function useTypedSearch(search: string, send: (search: string) => void): [string, (text: string) => void] {
  const [typed, setTyped] = useState(search);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef(send);
  latest.current = send;
  useEffect(() => () => clearTimeout(timer.current), []);
  return [
    typed,
    (text) => {
      setTyped(text);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => latest.current(text), TYPING_PAUSE);
    },
  ];
}
