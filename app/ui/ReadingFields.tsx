import { Banner, BlockStack, Checkbox, FormLayout, Select } from "@shopify/polaris";
import type { ReadingChoice } from "../uploads/reading/reading-choice.ts";
import { formatCount } from "./format.ts";
import {
  type Chosen,
  DATE_ORDER_WORDS,
  DELIMITER_WORDS,
  ENCODING_WORDS,
  type PreviewView,
} from "./upload-preview.ts";

interface ReadingFieldsProps {
  preview: PreviewView;
  loading: "yes" | "no";
  onChange: (change: Chosen) => void;
}

const NO_EXPIRY = "none";

/** The guessed reading, every part of it open to change. */
export function ReadingFields({ preview, loading, onChange }: ReadingFieldsProps) {
  const { choice, columns } = preview;
  const disabled = loading === "yes";
  const columnOptions = columns.map(({ index, name }) => ({ value: String(index), label: name }));
  return (
    <FormLayout>
      {preview.kind === "workbook" && preview.sheets.length > 1 ? (
        <Select
          label="Sheet"
          options={preview.sheets.map(({ name, rows }, index) => ({
            value: String(index),
            label: `${name} (${formatCount(rows)} rows)`,
          }))}
          value={String(choice.sheet)}
          onChange={(sheet) => onChange({ sheet: Number(sheet) })}
          disabled={disabled}
        />
      ) : null}
      <FormLayout.Group condensed>
        <Select
          label="Codes are in"
          options={columnOptions}
          value={String(choice.codeColumn)}
          onChange={(codeColumn) => onChange({ codeColumn: Number(codeColumn) })}
          disabled={disabled}
        />
        <Select
          label="Expiry dates are in"
          options={[
            { value: NO_EXPIRY, label: "None: codes do not expire" },
            ...columnOptions.filter(({ value }) => value !== String(choice.codeColumn)),
          ]}
          value={choice.expiryColumn === null ? NO_EXPIRY : String(choice.expiryColumn)}
          onChange={(column) => onChange({ expiryColumn: column === NO_EXPIRY ? null : Number(column) })}
          disabled={disabled}
        />
      </FormLayout.Group>
      <Checkbox
        label="The first row is a header, not a code"
        checked={choice.hasHeader}
        onChange={(hasHeader) => onChange({ hasHeader })}
        disabled={disabled}
      />
      {choice.expiryColumn !== null && (choice.dateOrder !== "iso" || preview.dateOrderHint) ? (
        <DateOrder preview={preview} disabled={disabled} onChange={onChange} />
      ) : null}
      {preview.kind === "text" ? (
        <FormLayout.Group condensed>
          <Select
            label="Separator"
            options={Object.entries(DELIMITER_WORDS).map(([value, label]) => ({ value, label }))}
            value={choice.delimiter}
            onChange={(delimiter) => onChange({ delimiter: delimiter as ReadingChoice["delimiter"] })}
            disabled={disabled}
          />
          <Select
            label="Character set"
            options={Object.entries(ENCODING_WORDS).map(([value, label]) => ({ value, label }))}
            value={choice.encoding}
            onChange={(encoding) => onChange({ encoding: encoding as ReadingChoice["encoding"] })}
            disabled={disabled}
          />
        </FormLayout.Group>
      ) : null}
    </FormLayout>
  );
}

/** Shown once dates turn out not to be plain ISO. */
function DateOrder({
  preview,
  disabled,
  onChange,
}: {
  preview: PreviewView;
  disabled: boolean;
  onChange: (change: Chosen) => void;
}) {
  const { choice, dateOrderHint } = preview;
  return (
    <BlockStack gap="300">
      {dateOrderHint ? (
        <Banner tone="warning">
          <p>
            {dateOrderHint === "either"
              ? "The expiry dates could be day first or month first. Choose which, so that no code ends on the wrong day."
              : `The expiry dates look ${dateOrderHint === "dmy" ? "day first" : "month first"}. Choose the order of the dates.`}
          </p>
        </Banner>
      ) : null}
      <Select
        label="Dates are written"
        options={Object.entries(DATE_ORDER_WORDS).map(([value, label]) => ({ value, label }))}
        value={choice.dateOrder}
        onChange={(dateOrder) => onChange({ dateOrder: dateOrder as ReadingChoice["dateOrder"] })}
        disabled={disabled}
      />
    </BlockStack>
  );
}
