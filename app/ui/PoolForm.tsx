import { SaveBar } from "@shopify/app-bridge-react";
import {
  Banner,
  BlockStack,
  Card,
  Form,
  Layout,
  Page,
  type PageProps,
  Text,
  TextField,
} from "@shopify/polaris";
import { useEffect, useRef, useState } from "react";
import type { FieldError } from "../errors/refusal.ts";
import { suggestHandle } from "../pools/handle.ts";
import { DynamicFields, DynamicWithoutTemplate } from "./DynamicFields.tsx";
import { type DynamicFormValues, dynamicSettingOf, newDynamicForm } from "./dynamic-form-values.ts";
import type { FormPart, TemplateChoice } from "./form-part.ts";
import { PoolFormRules } from "./PoolFormRules.tsx";
import { PoolFormSummary } from "./PoolFormSummary.tsx";
import { PoolTypeChoice } from "./PoolTypeChoice.tsx";
import { isDirty, type PoolFormValues } from "./pool-form-values.ts";
import { useLeaveGuard } from "./use-leave-guard.ts";

const SAVE_BAR = "pool-save-bar";

/** The setting behind a field. */
function settingOf(field: keyof PoolFormValues): string {
  return field === "minValidityHours" ? "minValiditySeconds" : field;
}

interface PoolFormProps {
  start: PoolFormValues;
  /** Of the last attempt to save: one sentence each, next to its field. */
  errors: FieldError[];
  /** What is said on top when an attempt failed. */
  problem: string | null;
  saving: "yes" | "no";
  saved: "yes" | "no";
  onSave: (values: PoolFormValues) => void;
  onSaved: () => void;
  page: PageProps;
  /** Whether the pool exists. A new one is asked for its type, and its handle follows its name until it is typed. */
  editing: "yes" | "no";
  /** What a dynamic pool can be made from. */
  templates: TemplateChoice[];
}

/** The form of a pool, for creating and for editing. */
export function PoolForm(props: PoolFormProps) {
  const { errors, problem, saving, saved, onSave, onSaved, page, editing, templates } = props;
  const [values, setValues] = useState(props.start);
  const { dynamic } = values;
  const freshDynamic = props.start.dynamic ?? newDynamicForm(templates.map(({ id }) => id));
  /** Where a form of the chosen type begins: the choice alone is no change to lose. */
  const start: PoolFormValues = { ...props.start, dynamic: dynamic && freshDynamic };
  const lacksTemplate = dynamic !== null && templates.length === 0;
  /** What was sent last: an error goes once its field is changed. */
  const [sent, setSent] = useState<PoolFormValues | null>(null);
  const [handleTyped, setHandleTyped] = useState(editing === "yes");
  const dirty = isDirty(values, start) && saved === "no" && !lacksTemplate;
  const { leave } = useLeaveGuard(dirty ? "dirty" : "clean");
  const banner = useFocusOn(problem ? errors : null);
  useEffect(() => {
    if (saved === "no") return;
    leave();
    onSaved();
  }, [saved, leave, onSaved]);

  const change = (changed: Partial<PoolFormValues>) => setValues((before) => ({ ...before, ...changed }));
  const part: FormPart = {
    values,
    change,
    errorOf: (field) =>
      sent && values[field] !== sent[field]
        ? undefined
        : errors.find(({ path }) => path === settingOf(field))?.message,
  };
  const dynamicErrorOf = (field: keyof DynamicFormValues) =>
    sent?.dynamic && dynamic?.[field] !== sent.dynamic[field]
      ? undefined
      : errors.find(({ path }) => path === dynamicSettingOf(field))?.message;
  const save = () => {
    setSent(values);
    onSave(values);
  };
  const discard = () => {
    setValues(start);
    setHandleTyped(editing === "yes");
  };
  const fields = (
    <>
      <Card>
        <BlockStack gap="400">
          <Text as="h2" variant="headingMd">
            Pool
          </Text>
          <TextField
            label="Name"
            value={values.name}
            onChange={(name) => change(handleTyped ? { name } : { name, handle: suggestHandle(name) })}
            error={part.errorOf("name")}
            helpText="Only you see it. For example: Spring sale, 10% off."
            autoComplete="off"
            requiredIndicator
          />
          <TextField
            label="Handle"
            value={values.handle}
            onChange={(handle) => {
              setHandleTyped(true);
              change({ handle });
            }}
            error={part.errorOf("handle")}
            helpText="Your email platform can ask for the pool by this name. An old handle keeps working after a change."
            autoComplete="off"
            spellCheck={false}
            monospaced
            requiredIndicator
          />
        </BlockStack>
      </Card>
      {dynamic ? (
        <DynamicFields
          part={{
            values: dynamic,
            change: (changed) => change({ dynamic: { ...dynamic, ...changed } }),
            errorOf: dynamicErrorOf,
            editing,
          }}
          pool={part}
          templates={templates}
        />
      ) : null}
      <PoolFormRules {...part} />
    </>
  );
  return (
    <Page {...page}>
      <SaveBar id={SAVE_BAR} open={dirty}>
        <button type="button" variant="primary" loading={saving === "yes" ? "" : undefined} onClick={save}>
          Save
        </button>
        <button type="button" disabled={saving === "yes"} onClick={discard}>
          Discard
        </button>
      </SaveBar>
      <Form onSubmit={save}>
        <Layout>
          {problem ? (
            <Layout.Section>
              <div ref={banner} tabIndex={-1} className="cp-focus">
                <Banner tone="critical" title={problem}>
                  {errors.length > 0 ? <p>{errors.map(({ message }) => message).join(". ")}.</p> : null}
                </Banner>
              </div>
            </Layout.Section>
          ) : null}
          <Layout.Section>
            <BlockStack gap="400">
              {editing === "yes" ? null : (
                <PoolTypeChoice
                  type={dynamic ? "dynamic" : "static"}
                  onChange={(type) => change({ dynamic: type === "dynamic" ? freshDynamic : null })}
                />
              )}
              {lacksTemplate ? <DynamicWithoutTemplate /> : fields}
            </BlockStack>
          </Layout.Section>
          <Layout.Section variant="oneThird">
            {lacksTemplate ? null : <PoolFormSummary values={values} templates={templates} />}
          </Layout.Section>
        </Layout>
      </Form>
    </Page>
  );
}

/** Moves the focus to the message whenever an attempt failed. */
function useFocusOn(attempt: unknown) {
  const target = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (attempt) target.current?.focus();
  }, [attempt]);
  return target;
}
