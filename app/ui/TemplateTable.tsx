import { BlockStack, IndexTable, InlineStack, Link, Text, useBreakpoints } from "@shopify/polaris";
import type { MouseEvent } from "react";
import type { TemplateView } from "../templates/template-view.ts";
import { TemplateBadge } from "./TemplateBadge.tsx";

/** Pools named in a row; the rest are counted. */
const POOLS_NAMED = 3;

interface TemplateTableProps {
  templates: TemplateView[];
  /** Whether the browser says it is a phone, so that the first paint is right. */
  smallScreen: "yes" | "no";
}

/** The list of templates: a table, and on small screens one block per template. */
export function TemplateTable({ templates, smallScreen }: TemplateTableProps) {
  const { smDown } = useBreakpoints({ defaults: { smDown: smallScreen === "yes" } });
  return (
    <IndexTable
      selectable={false}
      condensed={smDown}
      resourceName={{ singular: "template", plural: "templates" }}
      itemCount={templates.length}
      headings={[{ title: "Name" }, { title: "What it gives" }, { title: "Pools" }, { title: "Status" }]}
    >
      {templates.map((template, index) => (
        <IndexTable.Row key={template.id} id={template.id} position={index}>
          {smDown ? <SmallRow template={template} /> : <WideRow template={template} />}
        </IndexTable.Row>
      ))}
    </IndexTable>
  );
}

function WideRow({ template }: { template: TemplateView }) {
  return (
    <>
      <IndexTable.Cell>
        <Name template={template} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Words words={template.words} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Pools pools={template.pools} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <TemplateBadge template={template} />
      </IndexTable.Cell>
    </>
  );
}

function SmallRow({ template }: { template: TemplateView }) {
  return (
    <div className="cp-row">
      <InlineStack align="space-between" blockAlign="start" gap="200" wrap={false}>
        <Name template={template} />
        <TemplateBadge template={template} />
      </InlineStack>
      <Words words={template.words} />
      <Pools pools={template.pools} />
    </div>
  );
}

function Name({ template }: { template: TemplateView }) {
  return (
    <div className="cp-break cp-wrap">
      <Link url={`/app/templates/${template.id}`} dataPrimaryLink monochrome removeUnderline>
        <Text as="span" fontWeight="semibold">
          {template.name}
        </Text>
      </Link>
    </div>
  );
}

function Words({ words: [value, ...rest] }: { words: string[] }) {
  return (
    <div className="cp-break cp-wrap">
      <BlockStack>
        <Text as="span">{value}</Text>
        <Text as="span" tone="subdued" variant="bodySm">
          {rest.slice(0, 2).join(" ")}
        </Text>
      </BlockStack>
    </div>
  );
}

/** The row itself leads to the template, so a press on another link must not reach it. */
function stop(event: MouseEvent): void {
  event.stopPropagation();
}

function Pools({ pools }: { pools: TemplateView["pools"] }) {
  if (pools.length === 0) {
    return (
      <Text as="span" tone="subdued">
        No pools yet
      </Text>
    );
  }
  const more = pools.length - POOLS_NAMED;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only keeps clicks on its links from the row
    // biome-ignore lint/a11y/useKeyWithClickEvents: links take the keyboard themselves
    <div className="cp-break cp-wrap" onClick={stop}>
      {pools.slice(0, POOLS_NAMED).map(({ id, name }, index) => (
        <span key={id}>
          {index > 0 ? ", " : ""}
          <Link url={`/app/pools/${id}`}>{name}</Link>
        </span>
      ))}
      {more > 0 ? ` and ${more} more` : ""}
    </div>
  );
}
