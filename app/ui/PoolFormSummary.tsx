import { BlockStack, Card, List, Text } from "@shopify/polaris";
import { type DynamicFormValues, dynamicSettingsOfForm } from "./dynamic-form-values.ts";
import { bufferSentence, expirySentence, limitSentence, waitSentence } from "./dynamic-words.ts";
import type { TemplateChoice } from "./form-part.ts";
import type { PoolFormValues } from "./pool-form-values.ts";
import { lowWaterSentence, PER_CONTACT_WORDS, releaseSentence, whenDrySentence } from "./pool-words.ts";

/** What the form says, in sentences. */
export function PoolFormSummary({
  values,
  templates,
}: {
  values: PoolFormValues;
  templates: TemplateChoice[];
}) {
  const { dynamic } = values;
  const template = templates.find(({ id }) => id === dynamic?.templateId);
  const lowWaterValue = Number(values.lowWaterValue);
  return (
    <Card>
      <BlockStack gap="300">
        <div className="cp-break">
          <BlockStack gap="050">
            <Text as="h2" variant="headingMd">
              {values.name.trim() || "No name yet"}
            </Text>
            <Text as="p" tone="subdued">
              {values.handle || "no-handle-yet"}
            </Text>
          </BlockStack>
        </div>
        <List gap="extraTight">
          <List.Item>
            {dynamic
              ? `It hands out codes that the store makes from ${template?.name ?? "a template"}.`
              : "It hands out the codes that you upload."}
          </List.Item>
          {dynamic
            ? dynamicSentences(dynamic, values.fallbackCode).map((sentence) => (
                <List.Item key={sentence}>{sentence}</List.Item>
              ))
            : null}
          <List.Item>{PER_CONTACT_WORDS[values.perContact].label}.</List.Item>
          <List.Item>{whenDrySentence({ ...values, type: dynamic ? "dynamic" : "static" })}</List.Item>
          {Number.isInteger(lowWaterValue) && dynamic?.limitKind !== "none" ? (
            <List.Item>{lowWaterSentence({ lowWaterUnit: values.lowWaterUnit, lowWaterValue })}</List.Item>
          ) : null}
          <List.Item>
            {releaseSentence({
              type: dynamic ? "dynamic" : "static",
              releaseAllowed: values.releaseAllowed,
              releaseWindowHours: Number(values.releaseWindowHours),
              releaseQuarantineHours: Number(values.releaseQuarantineHours),
            })}
          </List.Item>
        </List>
      </BlockStack>
    </Card>
  );
}

/** Fields that are not numbers yet say nothing. */
function dynamicSentences(dynamic: DynamicFormValues, fallbackCode: string): string[] {
  const { limit, validDays, bufferFixed, waitMilliseconds, expiryPrecision, notReadyFallback } =
    dynamicSettingsOfForm(dynamic);
  return [
    typeof limit === "string" ? "" : limitSentence(limit),
    typeof validDays === "string"
      ? ""
      : expirySentence(validDays === null ? null : { validDays, precision: expiryPrecision }),
    typeof bufferFixed === "string" ? "" : bufferSentence(bufferFixed),
    typeof waitMilliseconds === "string"
      ? ""
      : waitSentence({ waitMilliseconds, notReadyFallback, fallbackCode }),
  ].filter((sentence) => sentence !== "");
}
