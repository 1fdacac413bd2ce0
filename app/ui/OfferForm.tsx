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
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { FieldError } from "../errors/refusal.ts";
import { OfferConditions } from "./OfferConditions.tsx";
import { OfferDates } from "./OfferDates.tsx";
import { OfferReward } from "./OfferReward.tsx";
import { OfferSummary } from "./OfferSummary.tsx";
import { offerErrorOf } from "./offer-form-errors.ts";
import type { OfferFormValues } from "./offer-form-values.ts";
import type { OfferPart } from "./offer-part.ts";
import { useLeaveGuard } from "./use-leave-guard.ts";

const SAVE_BAR = "template-save-bar";

interface OfferFormProps {
  start: OfferFormValues;
  values: OfferFormValues;
  onChange: (values: OfferFormValues) => void;
  currency: string;
  timeZone: string;
  editing: "yes" | "no";
  /** Of the last attempt to save: one sentence each, next to its field. */
  errors: FieldError[];
  /** What is said on top when an attempt failed. */
  problem: string | null;
  saving: "yes" | "no";
  saved: "yes" | "no";
  onSave: () => void;
  onSaved: () => void;
  page: PageProps;
  /** Shown above the fields. */
  children?: ReactNode;
}

/** The form of a described template, for creating and for editing. */
export function OfferForm(props: OfferFormProps) {
  const { start, values, onChange, errors, problem, saving, saved, onSave, onSaved, page } = props;
  /** What was sent last: an error goes once its field is changed. */
  const [sent, setSent] = useState<OfferFormValues | null>(null);
  const dirty = JSON.stringify(values) !== JSON.stringify(start) && saved === "no";
  const { leave } = useLeaveGuard(dirty ? "dirty" : "clean");
  const banner = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (problem && errors) banner.current?.focus();
  }, [problem, errors]);
  useEffect(() => {
    if (saved === "no") return;
    leave();
    onSaved();
  }, [saved, leave, onSaved]);
  const part: OfferPart = {
    values,
    change: (changed) => onChange({ ...values, ...changed }),
    errorOf: (field) => (sent && values[field] !== sent[field] ? undefined : offerErrorOf(field, errors)),
    currency: props.currency,
    timeZone: props.timeZone,
    editing: props.editing,
  };
  const save = () => {
    setSent(values);
    onSave();
  };
  return (
    <Page {...page}>
      <SaveBar id={SAVE_BAR} open={dirty}>
        <button type="button" variant="primary" loading={saving === "yes" ? "" : undefined} onClick={save}>
          Save
        </button>
        <button type="button" disabled={saving === "yes"} onClick={() => onChange(start)}>
          Discard
        </button>
      </SaveBar>
      <Form onSubmit={save} implicitSubmit={false}>
        <Layout>
          {problem ? (
            <Layout.Section variant="fullWidth">
              <div ref={banner} tabIndex={-1} className="cp-focus">
                <Banner tone="critical" title={problem}>
                  {errors.length > 0 ? <p>The fields are marked below.</p> : null}
                </Banner>
              </div>
            </Layout.Section>
          ) : null}
          <Layout.Section>
            <BlockStack gap="400">
              {props.children}
              <Card>
                <BlockStack gap="400">
                  <Text as="h2" variant="headingMd">
                    Template
                  </Text>
                  <TextField
                    label="Name"
                    value={values.name}
                    onChange={(name) => part.change({ name })}
                    error={part.errorOf("name")}
                    helpText={`Only you see it, here and in the titles of its discounts in Shopify${props.editing === "yes" ? ", which change at once, too" : ""}. For example: Win back, 15% off.`}
                    autoComplete="off"
                    requiredIndicator
                  />
                </BlockStack>
              </Card>
              <OfferReward {...part} />
              <OfferConditions {...part} />
              <OfferDates {...part} />
            </BlockStack>
          </Layout.Section>
          <Layout.Section variant="oneThird">
            <OfferSummary values={values} currency={props.currency} timeZone={props.timeZone} />
          </Layout.Section>
        </Layout>
      </Form>
    </Page>
  );
}
