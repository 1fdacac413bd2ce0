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
import { type FormPart, PoolFormRules } from "./PoolFormRules.tsx";
import { PoolFormSummary } from "./PoolFormSummary.tsx";
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
  /** A new pool's handle follows its name until it is typed. */
  handleFollowsName: "yes" | "no";
}

/** The form of a static pool, for creating and for editing. */
export function PoolForm(props: PoolFormProps) {
  const { start, errors, problem, saving, saved, onSave, onSaved, page } = props;
  const [values, setValues] = useState(start);
  /** What was sent last: an error goes once its field is changed. */
  const [sent, setSent] = useState<PoolFormValues | null>(null);
  const [handleTyped, setHandleTyped] = useState(props.handleFollowsName === "no");
  const dirty = isDirty(values, start) && saved === "no";
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
  const save = () => {
    setSent(values);
    onSave(values);
  };
  const discard = () => {
    setValues(start);
    setHandleTyped(props.handleFollowsName === "no");
  };
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
              <Card>
                <BlockStack gap="400">
                  <Text as="h2" variant="headingMd">
                    Pool
                  </Text>
                  <TextField
                    label="Name"
                    value={values.name}
                    onChange={(name) =>
                      change(handleTyped ? { name } : { name, handle: suggestHandle(name) })
                    }
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
              <PoolFormRules {...part} />
            </BlockStack>
          </Layout.Section>
          <Layout.Section variant="oneThird">
            <PoolFormSummary values={values} />
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
