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
import { TemplateDiscount } from "./TemplateDiscount.tsx";
import { type FoundDiscount, TemplateFind } from "./TemplateFind.tsx";

interface TemplateFromDiscountProps {
  errors: FieldError[];
  problem: string | null;
  saving: "yes" | "no";
  timeZone: string;
  page: PageProps;
  onCreate: (template: { name: string; discountId: string }) => void;
  children: ReactNode;
}

/** Makes a template of a discount that the store has already. */
export function TemplateFromDiscount(props: TemplateFromDiscountProps) {
  const { errors, problem, saving, onCreate, page } = props;
  const [chosen, setChosen] = useState<FoundDiscount | null>(null);
  /** Follows the discount's title until it is typed. */
  const [typedName, setTypedName] = useState<string | null>(null);
  const name = typedName ?? chosen?.discount.title ?? "";
  const banner = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (problem && errors) banner.current?.focus();
  }, [problem, errors]);
  const errorOf = (field: string) => errors.find(({ path }) => path === field)?.message;
  const create = () => {
    if (chosen) onCreate({ name, discountId: chosen.discount.id });
  };
  return (
    <Page
      {...page}
      primaryAction={{
        content: "Create template",
        onAction: create,
        disabled: chosen === null,
        loading: saving === "yes",
      }}
    >
      <Layout>
        {problem ? (
          <Layout.Section variant="fullWidth">
            <div ref={banner} tabIndex={-1} className="cp-focus">
              <Banner tone="critical" title={problem} />
            </div>
          </Layout.Section>
        ) : null}
        <Layout.Section>
          <BlockStack gap="400">
            {props.children}
            <TemplateFind chosen={chosen} error={errorOf("discount")} onChoose={setChosen} />
            {chosen ? (
              <Card>
                <Form onSubmit={create}>
                  <TextField
                    label="Name of the template"
                    value={name}
                    onChange={setTypedName}
                    error={errorOf("name")}
                    helpText="Only you see it."
                    autoComplete="off"
                    requiredIndicator
                  />
                </Form>
              </Card>
            ) : null}
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <BlockStack gap="400">
            {chosen?.warnings.map(({ kind, message }) => (
              <Banner key={kind} tone={kind === "inactive" ? "critical" : "warning"}>
                <p>{message}</p>
              </Banner>
            ))}
            <Card>
              <BlockStack gap="300">
                <div className="cp-break">
                  <Text as="h2" variant="headingMd">
                    {chosen?.discount.title ?? "No discount chosen yet"}
                  </Text>
                </div>
                {chosen ? (
                  <TemplateDiscount discount={chosen.discount} timeZone={props.timeZone} />
                ) : (
                  <Text as="p" tone="subdued">
                    The app adds codes to the discount that you choose. What it is worth, for whom and until
                    when stays in your hands, in Shopify.
                  </Text>
                )}
              </BlockStack>
            </Card>
          </BlockStack>
        </Layout.Section>
      </Layout>
    </Page>
  );
}
