import { TextField } from "@shopify/polaris";
import type { FormPart } from "./form-part.ts";

/** The code that everybody gets when the pool has none. */
export function PoolFixedCode({ values, change, errorOf }: FormPart) {
  return (
    <TextField
      label="Fixed code"
      value={values.fallbackCode}
      onChange={(fallbackCode) => change({ fallbackCode })}
      error={errorOf("fallbackCode")}
      helpText="It must work in your store. It is not taken from the pool."
      autoComplete="off"
      spellCheck={false}
      monospaced
    />
  );
}
