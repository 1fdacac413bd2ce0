import { useFetcher } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { Banner, BlockStack, ChoiceList, Spinner, Text, TextField } from "@shopify/polaris";
import { useEffect, useRef, useState } from "react";
import { PickedList } from "./OfferItems.tsx";
import type { Picked } from "./offer-form-values.ts";

/** What the look for segments answers. */
export interface SegmentsAnswer {
  segments: { id: string; name: string }[];
  problem: string | null;
  /** Whether allowing the app to read customers would help. */
  needsAccess: boolean;
}

const ADDRESS = "/app/templates/segments";
/** Milliseconds without typing before a search is sent. */
const TYPING_PAUSE = 300;

interface OfferSegmentsProps {
  chosen: Picked[];
  error: string | undefined;
  onChange: (segments: Picked[]) => void;
}

/** Customer segments of the store, found by name. */
export function OfferSegments({ chosen, error, onChange }: OfferSegmentsProps) {
  const shopify = useAppBridge();
  const { load, data, state } = useFetcher<SegmentsAnswer>();
  const [search, setSearch] = useState("");
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => load(ADDRESS), [load]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const type = (text: string) => {
    setSearch(text);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => load(`${ADDRESS}?q=${encodeURIComponent(text)}`), TYPING_PAUSE);
  };
  const allow = async () => {
    const { result } = await shopify.scopes.request(["read_customers"]);
    if (result === "granted-all") load(ADDRESS);
  };
  if (data?.problem) {
    return (
      <Banner
        tone="warning"
        title={data.needsAccess ? "Segments need your permission" : "Segments cannot be shown"}
        action={
          data.needsAccess
            ? { content: "Allow reading segments", onAction: allow }
            : { content: "Try again", onAction: () => load(ADDRESS) }
        }
      >
        <p>
          {data.needsAccess
            ? "The app reads the names of your segments, and nothing else about your customers."
            : data.problem}
        </p>
      </Banner>
    );
  }
  const listed = data?.segments ?? [];
  const names = new Map(listed.map(({ id, name }) => [id, name]));
  const named = chosen.map(({ id, title }) => ({ id, title: title ?? names.get(id) ?? null }));
  const choose = (ids: string[]) =>
    onChange([
      ...named.filter(({ id }) => !names.has(id) || ids.includes(id)),
      ...listed
        .filter(({ id }) => ids.includes(id) && !named.some((one) => one.id === id))
        .map(({ id, name }) => ({ id, title: name })),
    ]);
  return (
    <BlockStack gap="300">
      <PickedList
        kind="segments"
        picked={named}
        onRemove={(removed) => onChange(named.filter(({ id }) => id !== removed))}
      />
      <TextField
        label="Find segments by name"
        type="search"
        value={search}
        onChange={type}
        autoComplete="off"
        suffix={state === "idle" ? null : <Spinner size="small" accessibilityLabel="Looking" />}
      />
      {data && listed.length === 0 ? (
        <Text as="p" tone="subdued">
          {search.trim() === "" ? "Your store has no customer segments yet." : "No segment has this name."}
        </Text>
      ) : null}
      <ChoiceList
        title="Segments"
        titleHidden
        allowMultiple
        choices={listed.map(({ id, name }) => ({ value: id, label: name }))}
        selected={named.map(({ id }) => id)}
        onChange={choose}
        error={error}
      />
    </BlockStack>
  );
}
