import { BlockStack, Card, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import type { UploadView } from "../uploads/upload-view.ts";
import { formatCount, formatDuration, rowsPerSecond } from "./format.ts";

const DOING = {
  queued: "Waiting to start",
  reading: "Reading and checking the file",
  merging: "Adding codes to the pool",
  undoing: "Removing codes that are not assigned",
} as const;

interface UploadProgressProps {
  upload: UploadView & { status: keyof typeof DOING };
  /** The server's clock, to which the upload's times belong. */
  now: string;
}

/** What is being done with a file, how far it is and how fast. */
export function UploadProgress({ upload, now }: UploadProgressProps) {
  const percent = Math.floor((upload.progress ?? 0) * 100);
  const seconds = upload.startedAt ? (Date.parse(now) - Date.parse(upload.startedAt)) / 1000 : 0;
  const rate = upload.status === "undoing" ? null : rowsPerSecond(upload.rows, seconds);
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" gap="200">
          <Text as="h2" variant="headingMd" id="upload-doing">
            {DOING[upload.status]}
          </Text>
          <Text as="p" numeric>
            {percent}%
          </Text>
        </InlineStack>
        <ProgressBar progress={percent} ariaLabelledBy="upload-doing" tone="primary" size="small" />
        <Text as="p" tone="subdued">
          {upload.status === "undoing"
            ? `${formatCount(upload.undone)} of ${formatCount(upload.added)} codes removed`
            : [
                `${formatCount(upload.rows)} rows read`,
                upload.added > 0 ? `${formatCount(upload.added)} added` : null,
                rate === null ? null : `${formatCount(rate)} rows a second`,
                seconds >= 1 ? formatDuration(seconds) : null,
              ]
                .filter((part) => part !== null)
                .join(" · ")}
        </Text>
        <Text as="p" tone="subdued">
          You can leave this page; the work goes on.
        </Text>
        {/* Read out at every tenth, not at every second. */}
        <Text as="p" visuallyHidden>
          <span role="status">{`${DOING[upload.status]}: about ${Math.floor(percent / 10) * 10} percent`}</span>
        </Text>
      </BlockStack>
    </Card>
  );
}
