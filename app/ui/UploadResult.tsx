import { useAppBridge } from "@shopify/app-bridge-react";
import { Banner, BlockStack, Button, Card, Divider, InlineStack, Text } from "@shopify/polaris";
import { ImportIcon } from "@shopify/polaris-icons";
import { Fragment, useEffect, useRef, useState } from "react";
import type { UploadView } from "../uploads/upload-view.ts";
import { downloadFile } from "./download-file.ts";
import { formatCodes, formatCount, formatDuration } from "./format.ts";
import { type RejectReason, rejectsOf } from "./upload-words.ts";

interface UploadResultProps {
  upload: UploadView;
  /** "came" moves the focus to the result: the merchant has watched the progress. */
  arrival: "came" | "was there";
  addressOf: (reason: RejectReason) => string;
}

/** What came of an upload that is over. */
export function UploadResult({ upload, arrival, addressOf }: UploadResultProps) {
  const banner = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (arrival === "came") banner.current?.focus();
  }, [arrival]);
  return (
    <BlockStack gap="400">
      <div ref={banner} tabIndex={-1} className="cp-focus">
        <Outcome upload={upload} />
      </div>
      {upload.status === "failed" ? null : <Counts upload={upload} addressOf={addressOf} />}
    </BlockStack>
  );
}

function Outcome({ upload }: { upload: UploadView }) {
  if (upload.status === "failed") {
    return (
      <Banner
        tone="critical"
        title="Nothing was added"
        action={{ content: "Choose another file", url: `/app/pools/${upload.poolId}/upload` }}
      >
        <p>{upload.error ?? "The file could not be read. The pool is as it was."}</p>
      </Banner>
    );
  }
  if (upload.status === "undone") {
    const kept = upload.added - upload.undone;
    return (
      <Banner tone="info" title={`Undone: ${formatCodes(upload.undone)} removed`}>
        <p>
          {kept > 0
            ? `${formatCodes(kept)} stay, since they were assigned or no longer available.`
            : "No code of this file is left in the pool."}
        </p>
      </Banner>
    );
  }
  if (upload.added === 0) {
    return (
      <Banner tone="warning" title="No new codes in this file">
        <p>The pool is as it was. Below is what became of the {formatCount(upload.rows)} rows.</p>
      </Banner>
    );
  }
  return (
    <Banner tone="success" title={`${formatCodes(upload.added)} added`}>
      <p>
        {upload.added === 1 ? "It is ready to be assigned." : "They are ready to be assigned."}
        {tookSentence(upload)}
      </p>
    </Banner>
  );
}

function tookSentence({ startedAt, finishedAt }: UploadView): string {
  if (!startedAt || !finishedAt) return "";
  return ` It took ${formatDuration((Date.parse(finishedAt) - Date.parse(startedAt)) / 1000)}.`;
}

function Counts({ upload, addressOf }: Omit<UploadResultProps, "arrival">) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {`What became of ${formatCount(upload.rows)} ${upload.rows === 1 ? "row" : "rows"}`}
        </Text>
        <Line label="Added" help="New codes in this pool." count={upload.added} />
        {rejectsOf(upload).map(({ reason, label, help, count }) => (
          <Fragment key={reason}>
            <Divider />
            <Line
              label={label}
              help={help}
              count={count}
              address={count > 0 ? addressOf(reason) : undefined}
            />
          </Fragment>
        ))}
      </BlockStack>
    </Card>
  );
}

function Line(line: { label: string; help: string; count: number; address?: string }) {
  return (
    <InlineStack align="space-between" blockAlign="center" gap="300" wrap={false}>
      <div className="cp-break">
        <Text as="p" fontWeight="semibold">
          {line.label}
        </Text>
        <Text as="p" tone="subdued" variant="bodySm">
          {line.help}
        </Text>
      </div>
      <InlineStack gap="300" blockAlign="center" wrap={false}>
        <Text as="p" numeric fontWeight="semibold">
          {formatCount(line.count)}
        </Text>
        {line.address ? <Download address={line.address} label={line.label} /> : null}
      </InlineStack>
    </InlineStack>
  );
}

function Download({ address, label }: { address: string; label: string }) {
  const shopify = useAppBridge();
  const [running, setRunning] = useState(false);
  const download = async () => {
    setRunning(true);
    const done = await downloadFile(address, await shopify.idToken());
    setRunning(false);
    if (!done.ok) shopify.toast.show(done.problem, { isError: true });
  };
  return (
    <Button
      icon={ImportIcon}
      size="slim"
      loading={running}
      onClick={download}
      accessibilityLabel={`Download the list: ${label}`}
    >
      List
    </Button>
  );
}
