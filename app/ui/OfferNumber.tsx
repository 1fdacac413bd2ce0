import { TextField, type TextFieldProps } from "@shopify/polaris";
import type { OfferFormValues } from "./offer-form-values.ts";

/** The fields in which a number is typed. */
type NumberField =
  | "percent"
  | "amount"
  | "buysQuantity"
  | "getsQuantity"
  | "getsPercent"
  | "usesPerOrder"
  | "maximumRate"
  | "minimumAmount"
  | "minimumQuantity"
  | "usesPerCode"
  | "recurringCycles";

interface OfferNumberProps extends Pick<TextFieldProps, "label" | "suffix" | "helpText" | "connectedRight"> {
  field: NumberField;
  values: OfferFormValues;
  change: (changed: Partial<OfferFormValues>) => void;
  errorOf: (field: keyof OfferFormValues) => string | undefined;
}

/** A field for a number, with what is wrong with it. */
export function OfferNumber({ field, values, change, errorOf, ...text }: OfferNumberProps) {
  const { label, suffix, helpText, connectedRight } = text;
  return (
    <TextField
      label={label}
      suffix={suffix}
      helpText={helpText}
      connectedRight={connectedRight}
      inputMode="decimal"
      value={values[field]}
      onChange={(typed) => change({ [field]: typed })}
      error={errorOf(field)}
      autoComplete="off"
    />
  );
}
