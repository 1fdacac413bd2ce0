import { useAppBridge } from "@shopify/app-bridge-react";
import {
  Banner,
  BlockStack,
  Button,
  Card,
  DropZone,
  Icon,
  InlineStack,
  ProgressBar,
  Text,
} from "@shopify/polaris";
import { UploadIcon } from "@shopify/polaris-icons";
import { useEffect, useRef, useState } from "react";
import { TEXT_FILE_BYTES_MAX } from "../config/limits.ts";
import { formatBytes } from "./format.ts";
import { sendFile } from "./send-file.ts";

const ACCEPTED = [".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods"];

interface UploadDropProps {
  /** Where the file goes. */
  address: string;
  onReceived: (uploadId: string) => void;
}

type Sending = { kind: "waiting" } | { kind: "sending"; file: File; share: number };

/** Takes one file, by dropping or choosing it, and sends it. */
export function UploadDrop({ address, onReceived }: UploadDropProps) {
  const shopify = useAppBridge();
  const [state, setState] = useState<Sending>({ kind: "waiting" });
  const [problem, setProblem] = useState<string | null>(null);
  const abort = useRef<AbortController>(undefined);
  const banner = useRef<HTMLDivElement>(null);
  useEffect(() => () => abort.current?.abort(), []);
  useEffect(() => {
    if (problem) banner.current?.focus();
  }, [problem]);

  const send = async (file: File | undefined) => {
    if (!file) return;
    setProblem(null);
    if (file.size > TEXT_FILE_BYTES_MAX) {
      setProblem(
        `${file.name} has ${formatBytes(file.size)}, and a file may have ${formatBytes(TEXT_FILE_BYTES_MAX)}. Split it and upload the parts one after the other; a pool takes as many uploads as you like.`,
      );
      return;
    }
    const controller = new AbortController();
    abort.current = controller;
    setState({ kind: "sending", file, share: 0 });
    const sent = await sendFile({
      file,
      address,
      idToken: await shopify.idToken(),
      onProgress: (share) => setState({ kind: "sending", file, share }),
      signal: controller.signal,
    });
    if (sent.ok) onReceived(sent.uploadId);
    else {
      setState({ kind: "waiting" });
      setProblem(sent.problem || null);
    }
  };

  return (
    <BlockStack gap="400">
      {problem ? (
        <div ref={banner} tabIndex={-1} className="cp-focus">
          <Banner tone="critical" title="This file was not taken" onDismiss={() => setProblem(null)}>
            <p>{problem}</p>
          </Banner>
        </div>
      ) : null}
      <Card>
        {state.kind === "sending" ? (
          <Sending file={state.file} share={state.share} onCancel={() => abort.current?.abort()} />
        ) : (
          <div className="cp-drop">
            <DropZone
              label="File with coupon codes"
              labelHidden
              accept={ACCEPTED.join(",")}
              allowMultiple={false}
              variableHeight
              onDrop={(files) => void send(files[0])}
            >
              <div className="cp-drop__inside">
                <span className="cp-drop__icon">
                  <Icon source={UploadIcon} tone="subdued" />
                </span>
                <Text as="p" variant="headingMd">
                  Drop your file here, or press to choose it
                </Text>
                <Text as="p" tone="subdued">
                  CSV, TSV or TXT up to 100 MB; Excel or OpenDocument up to 25 MB
                </Text>
              </div>
            </DropZone>
          </div>
        )}
      </Card>
    </BlockStack>
  );
}

function Sending({ file, share, onCancel }: { file: File; share: number; onCancel: () => void }) {
  const percent = Math.floor(share * 100);
  const label = percent < 100 ? `Sending ${file.name}` : `Looking into ${file.name}`;
  return (
    <BlockStack gap="300">
      <InlineStack align="space-between" blockAlign="center" gap="200" wrap={false}>
        <div className="cp-break">
          <Text as="p" id="sending-label" fontWeight="semibold">
            {label}
          </Text>
        </div>
        <Button onClick={onCancel}>Cancel</Button>
      </InlineStack>
      <ProgressBar progress={percent} ariaLabelledBy="sending-label" size="small" tone="primary" />
      <Text as="p" tone="subdued">
        {formatBytes(file.size * share)} of {formatBytes(file.size)}
      </Text>
    </BlockStack>
  );
}
