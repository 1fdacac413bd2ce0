import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Button, Card, ChoiceList, Form, Text, TextField } from "@shopify/polaris";
import { useEffect, useRef, useState } from "react";
import type { DiscountSummary } from "../platforms/discount-platform.ts";
import type { DiscountWarning } from "../platforms/discount-warnings.ts";

export interface FoundDiscount {
  discount: DiscountSummary;
  warnings: DiscountWarning[];
}

/** What the look for discounts answers. */
export interface FindAnswer {
  by: "title" | "reference";
  asked: string;
  after: string | null;
  problem: string | null;
  found: FoundDiscount[];
  /** Where the next page starts. */
  next: string | null;
}

interface TemplateFindProps {
  chosen: FoundDiscount | null;
  error: string | undefined;
  onChoose: (found: FoundDiscount | null) => void;
}

/** Finds a discount of the store: by its title, or by whatever of it one can copy. */
export function TemplateFind({ chosen, error, onChoose }: TemplateFindProps) {
  const { submit, data, state } = useFetcher<FindAnswer>();
  const [by, setBy] = useState<FindAnswer["by"]>("title");
  const [asked, setAsked] = useState("");
  const [listed, setListed] = useState<FoundDiscount[]>([]);
  const result = useRef<HTMLDivElement>(null);
  const choose = useRef(onChoose);
  choose.current = onChoose;
  useEffect(() => {
    if (!data) return;
    setListed((before) => (data.after ? [...before, ...data.found] : data.found));
    // What was pasted means one discount.
    if (data.by === "reference") choose.current(data.found[0] ?? null);
    if (!data.after) result.current?.focus();
  }, [data]);
  const find = (after: string | null) =>
    submit(JSON.stringify({ by, asked, after }), {
      method: "post",
      action: "/app/templates/find",
      encType: "application/json",
    });
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          Find the discount
        </Text>
        <ChoiceList
          title="How to find it"
          titleHidden
          choices={[
            { value: "title", label: "By its title" },
            { value: "reference", label: "By its address, its number or one of its codes" },
          ]}
          selected={[by]}
          onChange={([chosenWay]) => setBy(chosenWay as FindAnswer["by"])}
        />
        <Form onSubmit={() => find(null)}>
          <TextField
            label={by === "title" ? "Part of the title" : "Address, number or code"}
            value={asked}
            onChange={setAsked}
            placeholder={by === "title" ? "Spring sale" : "Paste it here"}
            helpText={
              by === "title"
                ? "Leave it empty to see all discounts with codes."
                : "The address of the discount's page in your admin, the number at its end, or any code."
            }
            autoComplete="off"
            spellCheck={false}
            connectedRight={
              <Button submit loading={state !== "idle"} disabled={by === "reference" && asked.trim() === ""}>
                Find
              </Button>
            }
          />
        </Form>
        {data ? (
          <div ref={result} tabIndex={-1} className="cp-focus cp-break">
            <BlockStack gap="300">
              {data.problem ? (
                <Banner tone="warning" title="Your store could not be searched">
                  <p>{data.problem}</p>
                </Banner>
              ) : listed.length === 0 ? (
                <Text as="p">{nothingFound(data)}</Text>
              ) : (
                <ChoiceList
                  title={listed.length === 1 ? "One discount found" : "Choose one"}
                  choices={listed.map(({ discount, warnings }) => ({
                    value: discount.id,
                    label: discount.title,
                    helpText: `${discount.value}${warnings.some(({ kind }) => kind === "inactive") ? " · Ended or deactivated" : ""}`,
                  }))}
                  selected={chosen ? [chosen.discount.id] : []}
                  onChange={([id]) => onChoose(listed.find(({ discount }) => discount.id === id) ?? null)}
                />
              )}
              {data.next ? (
                <div>
                  <Button onClick={() => find(data.next)} loading={state !== "idle"}>
                    Show more
                  </Button>
                </div>
              ) : null}
            </BlockStack>
          </div>
        ) : null}
        {error ? (
          <Text as="p" tone="critical">
            {error}
          </Text>
        ) : null}
      </BlockStack>
    </Card>
  );
}

function nothingFound({ by, asked }: FindAnswer): string {
  if (by === "reference") {
    return "Your store has no discount with codes behind this. Copy the address of its page from your admin again.";
  }
  return asked === ""
    ? "Your store has no discounts with codes yet. Create one in Shopify, or describe one here."
    : `No discount with codes has “${asked}” in its title.`;
}
