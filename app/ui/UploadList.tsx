import { Badge, BlockStack, Card, InlineStack, Link, Text } from "@shopify/polaris";
import type { UploadView } from "../uploads/upload-view.ts";
import { formatCodes, formatCount, formatTime } from "./format.ts";
import { isRunning, UPLOAD_STATUS_WORDS } from "./upload-words.ts";

/** The newest uploads to a pool, each with what came of it. */
export function UploadList({
  uploads,
  timeZone,
  more,
}: {
  uploads: UploadView[];
  timeZone: string;
  /** Where older ones are shown too. */
  more: string | null;
}) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Uploads
        </Text>
        {uploads.length === 0 ? <Text as="p">Nothing was uploaded yet.</Text> : null}
        <BlockStack as="ul" gap="300">
          {uploads.map((upload) => (
            <li key={upload.id} className="cp-plain-item">
              <InlineStack align="space-between" blockAlign="start" gap="200" wrap={false}>
                <div className="cp-break">
                  <Link url={`/app/uploads/${upload.id}`} removeUnderline>
                    {upload.fileName}
                  </Link>
                  <Text as="p" tone="subdued" variant="bodySm">
                    {`${sentence(upload)} · ${formatTime(upload.createdAt, timeZone)} · ${upload.actor}`}
                  </Text>
                </div>
                <Badge tone={UPLOAD_STATUS_WORDS[upload.status].tone}>
                  {UPLOAD_STATUS_WORDS[upload.status].label}
                </Badge>
              </InlineStack>
            </li>
          ))}
        </BlockStack>
        {more ? <Link url={more}>Show older uploads</Link> : null}
      </BlockStack>
    </Card>
  );
}

function sentence(upload: UploadView): string {
  if (upload.status === "draft") return "Look at it and add its codes, within a day";
  if (isRunning(upload.status)) return `${formatCount(upload.rows)} rows read`;
  if (upload.status === "failed") return "Nothing added";
  if (upload.status === "undone") return `${formatCodes(upload.undone)} removed again`;
  const left = upload.rows - upload.added;
  return left === 0
    ? `${formatCodes(upload.added)} added`
    : `${formatCodes(upload.added)} added, ${formatCount(left)} not`;
}
