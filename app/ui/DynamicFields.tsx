import { Banner, BlockStack, Card, ChoiceList, List, Select, Text, TextField } from "@shopify/polaris";
import { CodeFormatFields } from "./CodeFormatFields.tsx";
import { DynamicBuffer } from "./DynamicBuffer.tsx";
import { DynamicExpiry } from "./DynamicExpiry.tsx";
import { type DynamicFormValues, withTemplate } from "./dynamic-form-values.ts";
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
      <DynamicExpiry part={part} template={template} />
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
          onChange={(chosenId) =>
            change(
              withTemplate(
                chosenId,
                templates.find(({ id }) => id === chosenId),
              ),
            )
          }
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
          Uses, and “once per customer”, are counted for each code by itself: a person who got three codes of
          this pool can use all three.
        </Text>
      </BlockStack>
    </Card>
  );
}
