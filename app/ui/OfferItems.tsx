import { useAppBridge } from "@shopify/app-bridge-react";
import { BlockStack, Button, ChoiceList, InlineError, InlineStack, Tag, Text } from "@shopify/polaris";
import { useId } from "react";
import { formatCount } from "./format.ts";
import type { ItemsValues, Picked } from "./offer-form-values.ts";

interface OfferItemsProps {
  title: string;
  /** "yes" where the offer may be for everything, too. */
  allowsAll: "yes" | "no";
  value: ItemsValues;
  error: string | undefined;
  onChange: (items: ItemsValues) => void;
}

/** Products or collections, chosen in the admin's own picker. */
export function OfferItems({ title, allowsAll, value, error, onChange }: OfferItemsProps) {
  const shopify = useAppBridge();
  const errorId = useId();
  const { kind } = value;
  const pick = async (kind: "products" | "collections") => {
    const picked = await shopify.resourcePicker({
      type: kind === "products" ? "product" : "collection",
      action: "select",
      multiple: true,
      ...(kind === "products" ? { filter: { variants: false } } : {}),
      selectionIds: value[kind].map(({ id }) => ({ id })),
    });
    // Undefined when the picker was closed without a choice.
    if (picked) onChange({ ...value, [kind]: picked.map(({ id, title }) => ({ id, title })) });
  };
  return (
    <BlockStack gap="300">
      <ChoiceList
        title={title}
        choices={[
          ...(allowsAll === "yes" ? [{ value: "all", label: "The whole order" }] : []),
          { value: "products", label: "Chosen products" },
          { value: "collections", label: "Chosen collections" },
        ]}
        selected={[kind]}
        onChange={([chosen]) => onChange({ ...value, kind: chosen as ItemsValues["kind"] })}
      />
      {kind === "all" ? null : (
        <BlockStack gap="200">
          <div>
            <Button onClick={() => pick(kind)} ariaDescribedBy={error ? errorId : undefined}>
              {value[kind].length === 0 ? `Choose ${kind}` : `Change ${kind}`}
            </Button>
          </div>
          <PickedList
            kind={kind}
            picked={value[kind]}
            onRemove={(id) => onChange({ ...value, [kind]: value[kind].filter((one) => one.id !== id) })}
          />
          {error ? <InlineError message={error} fieldID={errorId} /> : null}
        </BlockStack>
      )}
    </BlockStack>
  );
}

interface PickedListProps {
  kind: "products" | "collections" | "segments";
  picked: Picked[];
  onRemove: (id: string) => void;
}

/** What is chosen. Where titles are not known, how many there are. */
export function PickedList({ kind, picked, onRemove }: PickedListProps) {
  const titled = picked.filter(({ title }) => title !== null);
  const untitled = picked.length - titled.length;
  if (picked.length === 0) return null;
  return (
    <InlineStack gap="200" blockAlign="center">
      {titled.map(({ id, title }) => (
        <Tag key={id} onRemove={() => onRemove(id)}>
          {title}
        </Tag>
      ))}
      {untitled > 0 ? (
        <Text as="span" tone="subdued">
          {`${formatCount(untitled)} ${untitled === 1 ? kind.replace(/s$/, "") : kind} chosen${titled.length > 0 ? " before" : ""}`}
        </Text>
      ) : null}
    </InlineStack>
  );
}
