import { useFetcher, useRevalidator } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { Badge, Layout, Page, Text } from "@shopify/polaris";
import { useEffect, useRef, useState } from "react";
import type { UploadView } from "../uploads/upload-view.ts";
import { ConfirmModal } from "./ConfirmModal.tsx";
import { formatBytes, formatCodes, formatTime } from "./format.ts";
import { UploadProgress } from "./UploadProgress.tsx";
import { UploadResult } from "./UploadResult.tsx";
import type { UploadAnswer } from "./upload-answer.ts";
import { isRunning, UPLOAD_STATUS_WORDS } from "./upload-words.ts";

/** Milliseconds between two looks at an upload that is under way. */
const LOOK_EVERY = 1_000;

interface UploadPageProps {
  upload: UploadView;
  pool: { id: string; name: string };
  timeZone: string;
  now: string;
}

/** An upload under way or over. It is a page of its own, so that a reload shows the same. */
export function UploadPage({ upload, pool, timeZone, now }: UploadPageProps) {
  const fetcher = useFetcher<UploadAnswer>();
  const shopify = useAppBridge();
  const [asking, setAsking] = useState(false);
  const running = isRunning(upload.status);
  const watched = useRef(running);
  if (running) watched.current = true;
  useLookAgain(upload.status);
  const problem = fetcher.data?.problem;
  useEffect(() => {
    if (problem) shopify.toast.show(problem, { isError: true });
  }, [problem, shopify]);
  const undoable = upload.status === "completed" && upload.added > 0;
  const { label, tone } = UPLOAD_STATUS_WORDS[upload.status];
  return (
    <Page
      title={upload.fileName}
      titleMetadata={<Badge tone={tone}>{label}</Badge>}
      subtitle={`${formatBytes(upload.fileBytes)} to ${pool.name} · ${upload.actor} · ${formatTime(upload.createdAt, timeZone)}`}
      backAction={{ content: pool.name, url: `/app/pools/${pool.id}` }}
      primaryAction={
        running ? undefined : { content: "Upload another file", url: `/app/pools/${pool.id}/upload` }
      }
      secondaryActions={
        undoable ? [{ content: "Undo upload", destructive: true, onAction: () => setAsking(true) }] : []
      }
    >
      <Layout>
        <Layout.Section>
          {upload.status === "queued" ||
          upload.status === "reading" ||
          upload.status === "merging" ||
          upload.status === "undoing" ? (
            <UploadProgress upload={{ ...upload, status: upload.status }} now={now} />
          ) : (
            <UploadResult
              upload={upload}
              arrival={watched.current ? "came" : "was there"}
              addressOf={(reason) => `/app/uploads/${upload.id}/rejects/${reason}`}
            />
          )}
        </Layout.Section>
      </Layout>
      <ConfirmModal
        id="undo-upload"
        open={asking}
        title="Undo this upload?"
        confirm="Undo upload"
        tone="critical"
        running={fetcher.state === "idle" ? "no" : "yes"}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          fetcher.submit(JSON.stringify({ intent: "undo" }), { method: "post", encType: "application/json" });
          setAsking(false);
        }}
      >
        <Text as="p">
          {`Of the ${formatCodes(upload.added)} that this file brought, those that are not assigned yet are removed from ${pool.name}. Assigned codes stay. To get the removed ones back, upload the file again.`}
        </Text>
      </ConfirmModal>
    </Page>
  );
}

/** Loads the page's data again every second while something is under way. */
function useLookAgain(status: UploadView["status"]): void {
  const { revalidate, state } = useRevalidator();
  const running = isRunning(status);
  useEffect(() => {
    if (!running || state !== "idle") return;
    const timer = setTimeout(revalidate, LOOK_EVERY);
    return () => clearTimeout(timer);
  }, [running, state, revalidate]);
}
