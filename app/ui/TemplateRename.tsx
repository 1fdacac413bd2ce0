import { SaveBar } from "@shopify/app-bridge-react";
import { Banner, BlockStack, Card, Form, Page, type PageProps, Text, TextField } from "@shopify/polaris";
import { useEffect, useRef, useState } from "react";
import type { FieldError } from "../errors/refusal.ts";
import { useLeaveGuard } from "./use-leave-guard.ts";

const SAVE_BAR = "template-rename-save-bar";

interface TemplateRenameProps {
  name: string;
  page: PageProps;
  errors: FieldError[];
  problem: string | null;
  saving: "yes" | "no";
  saved: "yes" | "no";
  onSave: (name: string) => void;
  onSaved: () => void;
  onOpenDiscount: () => void;
}

/** All that can be changed here of a template whose discount is the merchant's own: what it is called. */
export function TemplateRename(props: TemplateRenameProps) {
  const { page, errors, problem, saving, saved, onSave, onSaved, onOpenDiscount } = props;
  const [name, setName] = useState(props.name);
  const [sent, setSent] = useState<string | null>(null);
  const dirty = name !== props.name && saved === "no";
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
  const save = () => {
    setSent(name);
    onSave(name);
  };
  return (
    <Page {...page}>
      <SaveBar id={SAVE_BAR} open={dirty}>
        <button type="button" variant="primary" loading={saving === "yes" ? "" : undefined} onClick={save}>
          Save
        </button>
        <button type="button" disabled={saving === "yes"} onClick={() => setName(props.name)}>
          Discard
        </button>
      </SaveBar>
      <BlockStack gap="400">
        {problem ? (
          <div ref={banner} tabIndex={-1} className="cp-focus">
            <Banner tone="critical" title={problem} />
          </div>
        ) : null}
        <Card>
          <Form onSubmit={save} implicitSubmit={false}>
            <TextField
              label="Name"
              value={name}
              onChange={setName}
              error={sent === name ? errors.find(({ path }) => path === "name")?.message : undefined}
              helpText="Only you see it. It changes here alone; the discount keeps its title in Shopify."
              autoComplete="off"
              requiredIndicator
            />
          </Form>
        </Card>
        <Banner
          title="The discount is yours, in Shopify"
          action={{ content: "Open it in Shopify", onAction: onOpenDiscount }}
        >
          <Text as="p">
            Value, conditions and dates are edited there. They change at once for every code of the discount,
            also those that were sent, and its pools follow by themselves.
          </Text>
        </Banner>
      </BlockStack>
    </Page>
  );
}
