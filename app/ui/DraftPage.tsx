import { useFetcher, useNavigate } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { Banner, BlockStack, Page } from "@shopify/polaris";
import { useEffect, useState } from "react";
import type { UploadView } from "../uploads/upload-view.ts";
import { formatBytes } from "./format.ts";
import { UploadPreview } from "./UploadPreview.tsx";
import type { UploadAnswer, UploadChange } from "./upload-answer.ts";
import { type Chosen, choose, type PreviewView } from "./upload-preview.ts";

interface DraftPageProps {
  upload: UploadView;
  pool: { id: string; name: string };
  preview: PreviewView;
  timeZone: string;
}

/** A file that has arrived and waits for the merchant to say how it is to be read. */
export function DraftPage({ upload, pool, preview: first, timeZone }: DraftPageProps) {
  const previewing = useFetcher<UploadAnswer>();
  const starting = useFetcher<UploadAnswer>();
  const navigate = useNavigate();
  const shopify = useAppBridge();
  const [chosen, setChosen] = useState<Chosen>({});
  const preview = previewing.data?.preview ?? first;
  const problem = starting.data?.problem ?? previewing.data?.problem ?? null;
  const discarded = starting.data?.intent === "discard" && starting.data.problem === null;
  useEffect(() => {
    if (!discarded) return;
    shopify.toast.show("File discarded");
    navigate(`/app/pools/${pool.id}/upload`);
  }, [discarded, navigate, shopify, pool.id]);
  const send = (fetcher: typeof starting, asked: UploadChange) =>
    fetcher.submit(JSON.stringify(asked), { method: "post", encType: "application/json" });
  const change = (changed: Chosen) => {
    const next = choose(chosen, changed);
    setChosen(next);
    send(previewing, { intent: "preview", chosen: next });
  };
  const loading = previewing.state !== "idle";
  const blocked = loading || preview.problem !== null || preview.checked.codes === 0;
  return (
    <Page
      title={upload.fileName}
      subtitle={`${formatBytes(upload.fileBytes)}, to be added to ${pool.name}`}
      backAction={{ content: pool.name, url: `/app/pools/${pool.id}` }}
      primaryAction={{
        content: "Add codes",
        onAction: () => send(starting, { intent: "start", choice: preview.choice }),
        disabled: blocked,
        loading: starting.state !== "idle",
      }}
      secondaryActions={[{ content: "Discard file", onAction: () => send(starting, { intent: "discard" }) }]}
    >
      <BlockStack gap="400">
        {problem ? (
          <Banner tone="critical" title="This did not work">
            <p>{problem}</p>
          </Banner>
        ) : null}
        <UploadPreview
          preview={preview}
          timeZone={timeZone}
          loading={loading ? "yes" : "no"}
          onChange={change}
        />
      </BlockStack>
    </Page>
  );
}
