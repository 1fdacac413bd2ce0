import { BlockStack, Card, ChoiceList, Text, TextField } from "@shopify/polaris";
import { usualPrecision } from "../pools/usual-precision.ts";
import { type DynamicFormValues, withValidDays } from "./dynamic-form-values.ts";
import { expirySentence } from "./dynamic-words.ts";
import type { DynamicPart, TemplateChoice } from "./form-part.ts";

interface DynamicExpiryProps {
  part: DynamicPart;
  template: TemplateChoice | undefined;
}

/** How long the codes of a dynamic pool work. */
export function DynamicExpiry({ part, template }: DynamicExpiryProps) {
  const { values, change, errorOf } = part;
  // Magento's module ends every code by itself, also of a rule of the shop's own.
  const endsEachCode = template?.platform === "magento";
  if (template?.source === "existing" && !endsEachCode) {
    return (
      <Card>
        <BlockStack gap="300">
          <Text as="h2" variant="headingMd">
            Expiry
          </Text>
          <Text as="p">
            Codes of a discount of your own work until that discount ends. To have codes expire a number of
            days after the sending, use a template that describes the offer here.
          </Text>
        </BlockStack>
      </Card>
    );
  }
  const days = Number(values.validDays);
  const usual = usualPrecision(days);
  return (
    <Card>
      <BlockStack gap="300">
        <ChoiceList
          title={
            <Text as="h2" variant="headingMd">
              Expiry
            </Text>
          }
          choices={[
            { value: "template", label: "As the template says" },
            {
              value: "days",
              label: "Counted from the day of the sending",
              renderChildren: (selected) =>
                selected ? (
                  <BlockStack gap="300">
                    <TextField
                      label="Valid for"
                      type="number"
                      min={1}
                      value={values.validDays}
                      onChange={(validDays) =>
                        change(endsEachCode ? { validDays } : withValidDays(values, validDays))
                      }
                      error={errorOf("validDays")}
                      suffix="days"
                      autoComplete="off"
                    />
                    {endsEachCode ? null : (
                      <ChoiceList
                        title="How exact"
                        choices={[
                          {
                            value: "day",
                            label: usual === "day" ? "To the day (usual for up to 14 days)" : "To the day",
                            helpText: "Ready codes that are left over at midnight are thrown away.",
                          },
                          {
                            value: "week",
                            label: usual === "week" ? "At most a week more (usual)" : "At most a week more",
                            helpText: "Ready codes last over midnight, so fewer are thrown away.",
                          },
                        ]}
                        selected={[values.expiryPrecision]}
                        onChange={([precision]) =>
                          change({
                            expiryPrecision: precision as DynamicFormValues["expiryPrecision"],
                          })
                        }
                      />
                    )}
                  </BlockStack>
                ) : null,
            },
          ]}
          selected={[values.expiryKind]}
          onChange={([expiryKind]) => change({ expiryKind: expiryKind as DynamicFormValues["expiryKind"] })}
        />
        {values.expiryKind === "template" ? (
          <Text as="p" tone="subdued">
            {expirySentence(null)}
          </Text>
        ) : Number.isInteger(days) && days > 0 ? (
          <Text as="p" tone="subdued">
            {expirySentence({ validDays: days, precision: values.expiryPrecision })}
          </Text>
        ) : null}
      </BlockStack>
    </Card>
  );
}
