import { Banner, BlockStack, Card, ChoiceList, List, Select, Text, TextField } from "@shopify/polaris";
import { CodeFormatFields } from "./CodeFormatFields.tsx";
import { DynamicBuffer } from "./DynamicBuffer.tsx";
import { type DynamicFormValues, usualPrecision, withValidDays } from "./dynamic-form-values.ts";
import { expirySentence } from "./dynamic-words.ts";
import type { DynamicPart, FormPart, TemplateChoice } from "./form-part.ts";

interface DynamicFieldsProps {
  part: DynamicPart;
  pool: FormPart;
  templates: TemplateChoice[];
}

/** What only a dynamic pool is asked: its template, the look of its codes, limit, expiry and buffer. */
export function DynamicFields({ part, pool, templates }: DynamicFieldsProps) {
  const template = templates.find(({ id }) => id === part.values.templateId);
  return (
    <>
      <Template part={part} templates={templates} />
      <CodeFormatFields {...part} />
      <Limit {...part} />
      <Expiry part={part} template={template} />
      <DynamicBuffer part={part} pool={pool} />
    </>
  );
}

/** Instead of a form, when there is nothing to make codes from. */
export function DynamicWithoutTemplate() {
  return (
    <Banner
      tone="info"
      title="Create a template first"
      action={{ content: "Create template", url: "/app/templates/new" }}
    >
      <p>
        A template says what the codes of a dynamic pool are worth and under which conditions. One template
        can serve many pools.
      </p>
    </Banner>
  );
}

function Heading({ children }: { children: string }) {
  return (
    <Text as="h2" variant="headingMd">
      {children}
    </Text>
  );
}

function Template({ part, templates }: { part: DynamicPart; templates: TemplateChoice[] }) {
  const { values, change, errorOf, editing } = part;
  const chosen = templates.find(({ id }) => id === values.templateId);
  return (
    <Card>
      <BlockStack gap="300">
        <Heading>Template</Heading>
        <Select
          label="What the codes are worth"
          options={templates.map(({ id, name }) => ({ value: id, label: name }))}
          placeholder={values.templateId === "" ? "Choose a template" : undefined}
          value={values.templateId}
          onChange={(templateId) => {
            const isExisting = templates.some(({ id, source }) => id === templateId && source === "existing");
            change(isExisting ? { templateId, expiryKind: "template" } : { templateId });
          }}
          error={errorOf("templateId")}
          disabled={editing === "yes"}
          helpText={
            editing === "yes"
              ? "A pool keeps its template. Create another pool for another offer."
              : "A pool keeps its template. Changes of the template itself reach the pool."
          }
        />
        {chosen ? (
          <List gap="extraTight">
            {chosen.words.map((sentence) => (
              <List.Item key={sentence}>{sentence}</List.Item>
            ))}
          </List>
        ) : null}
      </BlockStack>
    </Card>
  );
}

function Limit({ values, change, errorOf }: DynamicPart) {
  return (
    <Card>
      <BlockStack gap="300">
        <ChoiceList
          title={<Heading>Limit</Heading>}
          choices={[
            { value: "none", label: "No limit" },
            {
              value: "codes",
              label: "Assign at most",
              renderChildren: (selected) =>
                selected ? (
                  <TextField
                    label="Most codes ever assigned"
                    type="number"
                    min={1}
                    value={values.limit}
                    onChange={(limit) => change({ limit })}
                    error={errorOf("limit")}
                    suffix="codes"
                    autoComplete="off"
                  />
                ) : null,
            },
          ]}
          selected={[values.limitKind]}
          onChange={([limitKind]) => change({ limitKind: limitKind as DynamicFormValues["limitKind"] })}
        />
        <Text as="p" tone="subdued">
          Shopify counts uses, and “once per customer”, for each code by itself: a person who got three codes
          of this pool can use all three.
        </Text>
      </BlockStack>
    </Card>
  );
}

function Expiry({ part, template }: { part: DynamicPart; template: TemplateChoice | undefined }) {
  const { values, change, errorOf } = part;
  if (template?.source === "existing") {
    return (
      <Card>
        <BlockStack gap="300">
          <Heading>Expiry</Heading>
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
          title={<Heading>Expiry</Heading>}
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
                      onChange={(validDays) => change(withValidDays(values, validDays))}
                      error={errorOf("validDays")}
                      suffix="days"
                      autoComplete="off"
                    />
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
