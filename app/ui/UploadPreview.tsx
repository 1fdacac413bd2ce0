import { Banner, BlockStack, Card, InlineStack, Link, Text } from "@shopify/polaris";
import { formatCodes, formatTime } from "./format.ts";
import { ReadingFields } from "./ReadingFields.tsx";
import type { Chosen, PreviewView } from "./upload-preview.ts";

interface UploadPreviewProps {
  preview: PreviewView;
  timeZone: string;
  loading: "yes" | "no";
  onChange: (change: Chosen) => void;
}

/** How the file will be read, with its first rows and what becomes of each. */
export function UploadPreview({ preview, timeZone, loading, onChange }: UploadPreviewProps) {
  return (
    <BlockStack gap="400">
      {preview.sameFile ? (
        <Banner tone="warning" title="This very file was uploaded before">
          <p>
            It went to{" "}
            <Link url={`/app/uploads/${preview.sameFile.uploadId}`}>{preview.sameFile.poolName}</Link> on{" "}
            {formatTime(preview.sameFile.at, timeZone)}. A code exists once in your account, so codes that are
            already there are not added again.
          </p>
        </Banner>
      ) : null}
      {preview.problem ? (
        <Banner tone="critical" title="This file cannot be read to its end">
          <p>{preview.problem}</p>
        </Banner>
      ) : null}
      <Card>
        <BlockStack gap="400">
          <Text as="h2" variant="headingMd">
            How to read the file
          </Text>
          <ReadingFields preview={preview} loading={loading} onChange={onChange} />
        </BlockStack>
      </Card>
      <Card padding="0">
        <BlockStack gap="300">
          <div className="cp-card-head">
            <InlineStack align="space-between" gap="200">
              <Text as="h2" variant="headingMd">
                First rows
              </Text>
              <Text as="p" tone="subdued">
                <span aria-live="polite">{checkedSentence(preview)}</span>
              </Text>
            </InlineStack>
          </div>
          <FirstRows preview={preview} timeZone={timeZone} />
        </BlockStack>
      </Card>
    </BlockStack>
  );
}

function checkedSentence({ checked }: PreviewView): string {
  const of = `${formatCodes(checked.codes)} in the first ${checked.rows} ${checked.rows === 1 ? "row" : "rows"}`;
  return checked.invalid === 0 ? of : `${of}, ${checked.invalid} not usable`;
}

function FirstRows({ preview, timeZone }: { preview: PreviewView; timeZone: string }) {
  const { choice, columns, rows } = preview;
  const shown = columns.slice(0, Math.max(0, ...rows.map(({ cells }) => cells.length)));
  const mark = (index: number) =>
    index === choice.codeColumn || index === choice.expiryColumn ? "cp-table__chosen" : undefined;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
    <section className="cp-scroll" tabIndex={0} aria-label="First rows of the file">
      <table className="cp-table">
        <thead>
          <tr>
            <th scope="col">Row</th>
            <th scope="col">Becomes</th>
            {shown.map(({ index, name }) => (
              <th scope="col" key={index} className={mark(index)}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ row, cells, becomes }) => (
            <tr key={row}>
              <td>{row}</td>
              <td>
                {becomes.kind === "code" ? (
                  <>
                    <Text as="span" fontWeight="semibold">
                      {becomes.code}
                    </Text>
                    {becomes.expiresAt ? (
                      <Text as="span" tone="subdued">
                        {` until ${formatTime(becomes.expiresAt, timeZone)}`}
                      </Text>
                    ) : null}
                  </>
                ) : (
                  <span className="cp-table__problem">{becomes.problem}</span>
                )}
              </td>
              {shown.map(({ index }) => (
                <td key={index} className={mark(index)}>
                  {cells[index]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
