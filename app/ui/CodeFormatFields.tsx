import { BlockStack, Box, Card, FormLayout, Select, Text, TextField } from "@shopify/polaris";
import { ALPHABETS, codeFormatSchema } from "../codes/code-format.ts";
import { exampleCode } from "../codes/draw-codes.ts";
import { formatOdds } from "../codes/format-odds.ts";
import { codeFormatOfForm, type DynamicFormValues } from "./dynamic-form-values.ts";
import { ALPHABET_WORDS } from "./dynamic-words.ts";
import type { DynamicPart } from "./form-part.ts";

/** For how many codes the odds are shown when the pool has no limit. */
const ODDS_WITHOUT_LIMIT = 500_000;

/** How the codes look, with an example and the odds of a duplicate. */
export function CodeFormatFields({ values, change, errorOf, editing }: DynamicPart) {
  const text = (field: "prefix" | "suffix" | "characters", label: string, helpText?: string) => (
    <TextField
      label={label}
      value={values[field]}
      onChange={(value) => change({ [field]: value })}
      error={errorOf(field)}
      helpText={helpText}
      autoComplete="off"
      spellCheck={false}
      monospaced
    />
  );
  const amount = (field: "groups" | "groupLength", label: string, max: number) => (
    <TextField
      label={label}
      type="number"
      min={1}
      max={max}
      value={values[field]}
      onChange={(value) => change({ [field]: value })}
      error={errorOf(field)}
      autoComplete="off"
    />
  );
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            Code format
          </Text>
          {editing === "yes" ? (
            <Text as="p" tone="subdued">
              A change holds for new codes. Codes that are ready keep their look and are handed out first.
            </Text>
          ) : null}
        </BlockStack>
        <Example values={values} />
        <FormLayout>
          <FormLayout.Group condensed>
            {text("prefix", "Prefix", "In front of every code, for example WELCOME-")}
            {text("suffix", "Suffix")}
          </FormLayout.Group>
          <FormLayout.Group condensed>
            {amount("groups", "Groups", 8)}
            {amount("groupLength", "Characters per group", 16)}
            <Select
              label="Between groups"
              options={[
                { value: "-", label: "Hyphen -" },
                { value: "_", label: "Underscore _" },
                { value: "", label: "Nothing" },
              ]}
              value={values.separator}
              onChange={(separator) => change({ separator: separator as DynamicFormValues["separator"] })}
              error={errorOf("separator")}
            />
          </FormLayout.Group>
          <Select
            label="Drawn from"
            options={ALPHABETS.map((value) => ({ value, label: ALPHABET_WORDS[value] }))}
            value={values.alphabet}
            onChange={(alphabet) => change({ alphabet: alphabet as DynamicFormValues["alphabet"] })}
            error={errorOf("alphabet")}
            helpText="Codes that spell a rude word are not used."
          />
          {values.alphabet === "own"
            ? text("characters", "Characters to draw from", "Letters and digits, each once.")
            : null}
        </FormLayout>
      </BlockStack>
    </Card>
  );
}

function Example({ values }: { values: DynamicFormValues }) {
  const format = codeFormatSchema.safeParse(codeFormatOfForm(values));
  if (!format.success) {
    return (
      <Text as="p" tone="subdued">
        {`An example shows here once the format is complete: ${format.error.issues[0]?.message ?? ""}`}
      </Text>
    );
  }
  const limit = values.limitKind === "codes" ? Number(values.limit) : Number.NaN;
  const { words, warning } = formatOdds(format.data, limit > 0 ? limit : ODDS_WITHOUT_LIMIT);
  return (
    <Box background="bg-surface-secondary" padding="300" borderRadius="200">
      <BlockStack gap="200">
        <div className="cp-break">
          <Text as="p" variant="headingLg">
            <code data-example-code>{exampleCode(format.data)}</code>
          </Text>
        </div>
        <Text as="p" tone="subdued">
          {words}
        </Text>
        {warning ? (
          <Text as="p" tone="caution">
            {warning}
          </Text>
        ) : null}
      </BlockStack>
    </Box>
  );
}
