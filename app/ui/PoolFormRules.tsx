import {
  BlockStack,
  Card,
  Checkbox,
  ChoiceList,
  FormLayout,
  Select,
  Text,
  TextField,
} from "@shopify/polaris";
import { PER_CONTACT, type PerContact } from "../pools/pool-view.ts";
import type { FormPart } from "./form-part.ts";
import { PoolFixedCode } from "./PoolFixedCode.tsx";
import type { PoolFormValues } from "./pool-form-values.ts";
import { PER_CONTACT_WORDS } from "./pool-words.ts";

/** How the pool hands out its codes. */
export function PoolFormRules(part: FormPart) {
  const { values, change } = part;
  return (
    <>
      <Card>
        <ChoiceList
          title={<Heading>What a contact gets</Heading>}
          choices={PER_CONTACT.map((value) => ({
            value,
            label: PER_CONTACT_WORDS[value].label,
            helpText: PER_CONTACT_WORDS[value].help,
          }))}
          selected={[values.perContact]}
          onChange={([perContact]) => change({ perContact: perContact as PerContact })}
        />
      </Card>
      <WhenDry {...part} />
      {values.dynamic?.limitKind === "none" ? null : <LowWater {...part} />}
      {values.dynamic?.expiryKind === "days" ? null : <LeastValidity {...part} />}
      <Release {...part} />
    </>
  );
}

function LeastValidity({ values, change, errorOf }: FormPart) {
  return (
    <Card>
      <BlockStack gap="400">
        <Heading>Codes that expire</Heading>
        <TextField
          label="Assign a code only if it is valid for at least"
          type="number"
          min={0}
          max={720}
          value={values.minValidityHours}
          onChange={(minValidityHours) => change({ minValidityHours })}
          error={errorOf("minValidityHours")}
          suffix="hours"
          autoComplete="off"
          helpText="So that nobody receives a code that is about to end. Codes without an expiry date are always assigned."
        />
      </BlockStack>
    </Card>
  );
}

function Heading({ children }: { children: string }) {
  return (
    <Text as="h2" variant="headingMd">
      {children}
    </Text>
  );
}

function WhenDry(part: FormPart) {
  const { values, change } = part;
  return (
    <Card>
      <BlockStack gap="400">
        <ChoiceList
          title={
            <Heading>
              {values.dynamic ? "When the limit is reached or the offer stops" : "When the pool is empty"}
            </Heading>
          }
          choices={[
            {
              value: "stop",
              label: "Stop",
              helpText:
                "The message gets no code. Your email platform can hold it back or send it without one.",
            },
            {
              value: "fallback",
              label: "Use a fixed code",
              helpText: "Every message gets the same code, which many people share.",
              renderChildren: (selected) => (selected ? <PoolFixedCode {...part} /> : null),
            },
          ]}
          selected={[values.whenDry]}
          onChange={([whenDry]) => change({ whenDry: whenDry as PoolFormValues["whenDry"] })}
        />
      </BlockStack>
    </Card>
  );
}

function LowWater({ values, change, errorOf }: FormPart) {
  return (
    <Card>
      <BlockStack gap="400">
        <Heading>Low-water mark</Heading>
        <TextField
          label={
            values.lowWaterUnit === "days"
              ? "Count the pool as low when it will run dry within"
              : "Count the pool as low when this much remains"
          }
          helpText={
            values.lowWaterUnit === "days"
              ? "Worked out from how the pool was used in the last four weeks and from broadcasts that were announced; looked at every ten minutes."
              : undefined
          }
          type="number"
          min={0}
          value={values.lowWaterValue}
          onChange={(lowWaterValue) => change({ lowWaterValue })}
          error={errorOf("lowWaterValue")}
          autoComplete="off"
          connectedRight={
            <Select
              label="Unit of the low-water mark"
              labelHidden
              options={[
                { value: "percent", label: "percent" },
                { value: "count", label: "codes" },
                { value: "days", label: "days" },
              ]}
              value={values.lowWaterUnit}
              onChange={(lowWaterUnit) =>
                change({ lowWaterUnit: lowWaterUnit as PoolFormValues["lowWaterUnit"] })
              }
            />
          }
        />
      </BlockStack>
    </Card>
  );
}

function Release({ values, change, errorOf }: FormPart) {
  return (
    <Card>
      <BlockStack gap="400">
        <Heading>Unsent codes</Heading>
        <Checkbox
          label="Take codes back that were never sent"
          helpText={
            values.dynamic
              ? "Your email platform may return a code whose message was not sent. It is deleted in the store and no longer counts towards the limit, so turn this on only if your platform is sure about what was sent."
              : "Your email platform may return a code whose message was not sent. After a waiting time it is assigned to somebody else, so turn this on only if your platform is sure about what was sent."
          }
          checked={values.releaseAllowed}
          onChange={(releaseAllowed) => change({ releaseAllowed })}
        />
        {values.releaseAllowed ? (
          <FormLayout>
            <FormLayout.Group condensed>
              <TextField
                label="Returned within"
                type="number"
                min={1}
                max={720}
                value={values.releaseWindowHours}
                onChange={(releaseWindowHours) => change({ releaseWindowHours })}
                error={errorOf("releaseWindowHours")}
                suffix="hours"
                autoComplete="off"
              />
              {values.dynamic ? null : (
                <TextField
                  label="Waiting time"
                  type="number"
                  min={0}
                  max={720}
                  value={values.releaseQuarantineHours}
                  onChange={(releaseQuarantineHours) => change({ releaseQuarantineHours })}
                  error={errorOf("releaseQuarantineHours")}
                  suffix="hours"
                  autoComplete="off"
                />
              )}
            </FormLayout.Group>
          </FormLayout>
        ) : null}
      </BlockStack>
    </Card>
  );
}
