import { BlockStack, Card, ChoiceList, Text, TextField } from "@shopify/polaris";
import type { DynamicFormValues } from "./dynamic-form-values.ts";
import type { DynamicPart, FormPart } from "./form-part.ts";
import { PoolFixedCode } from "./PoolFixedCode.tsx";

/** How many codes are kept ready, and what happens while there are none. */
export function DynamicBuffer({ part, pool }: { part: DynamicPart; pool: FormPart }) {
  const { values, change, errorOf } = part;
  return (
    <>
      <Card>
        <ChoiceList
          title={<Heading>Codes kept ready</Heading>}
          choices={[
            {
              value: "automatic",
              label: "Automatic",
              helpText: "Follows how fast codes are used and how fast the store makes new ones.",
            },
            {
              value: "fixed",
              label: "A fixed number",
              renderChildren: (selected) =>
                selected ? (
                  <TextField
                    label="Ready codes to keep"
                    type="number"
                    min={1}
                    value={values.bufferFixed}
                    onChange={(bufferFixed) => change({ bufferFixed })}
                    error={errorOf("bufferFixed")}
                    suffix="codes"
                    helpText="Codes in addition are made when a campaign is announced."
                    autoComplete="off"
                  />
                ) : null,
            },
          ]}
          selected={[values.bufferKind]}
          onChange={([bufferKind]) => change({ bufferKind: bufferKind as DynamicFormValues["bufferKind"] })}
        />
      </Card>
      <Card>
        <BlockStack gap="400">
          <Heading>When no code is ready yet</Heading>
          <TextField
            label="A message waits for codes that are being made, at most"
            type="number"
            min={0}
            max={10}
            step={0.5}
            value={values.waitSeconds}
            onChange={(waitSeconds) => change({ waitSeconds })}
            error={errorOf("waitSeconds")}
            suffix="seconds"
            autoComplete="off"
          />
          <ChoiceList
            title="After that"
            choices={[
              {
                value: "stop",
                label: "It gets no code",
                helpText: "Your email platform is told that codes are on the way and can ask again.",
              },
              {
                value: "fallback",
                label: "It gets the fixed code",
                renderChildren: (selected) =>
                  selected && pool.values.whenDry !== "fallback" ? <PoolFixedCode {...pool} /> : null,
              },
            ]}
            selected={[values.notReady]}
            onChange={([notReady]) => change({ notReady: notReady as DynamicFormValues["notReady"] })}
          />
        </BlockStack>
      </Card>
    </>
  );
}

function Heading({ children }: { children: string }) {
  return (
    <Text as="h2" variant="headingMd">
      {children}
    </Text>
  );
}
