import { Banner, BlockStack, InlineStack, Text } from "@shopify/polaris";
import { useEffect, useRef } from "react";
import { CopyButton } from "./CopyButton.tsx";
import { formatTime } from "./format.ts";

/** A secret that was just made and is never shown again. */
export interface FreshSecret {
  name: string;
  keyId: string;
  secret: string;
  /** Until when the secret that it replaces still works; null for a new client. */
  oldSecretUntil: string | null;
}

export function SecretOnce({
  fresh,
  timeZone,
  onDone,
}: {
  fresh: FreshSecret;
  timeZone: string;
  onDone: () => void;
}) {
  const box = useRef<HTMLDivElement>(null);
  const { secret } = fresh;
  // biome-ignore lint/correctness/useExhaustiveDependencies: every new secret is read out
  useEffect(() => box.current?.focus(), [secret]);
  return (
    <div ref={box} tabIndex={-1} className="cp-focus">
      <Banner
        tone="success"
        title={`Copy the secret of ${fresh.name} now`}
        action={{ content: "I have stored it", onAction: onDone }}
      >
        <BlockStack gap="300">
          <p>
            It is shown this once. Keep it where your email platform reads it, like a password.
            {fresh.oldSecretUntil
              ? ` The old secret works until ${formatTime(fresh.oldSecretUntil, timeZone)}.`
              : ""}
          </p>
          <Value label="Key id" value={fresh.keyId} />
          <Value label="Secret" value={secret} />
        </BlockStack>
      </Banner>
    </div>
  );
}

function Value({ label, value }: { label: string; value: string }) {
  return (
    <InlineStack gap="300" blockAlign="center" wrap={false}>
      <div className="cp-break">
        <Text as="p" tone="subdued" variant="bodySm">
          {label}
        </Text>
        <code>{value}</code>
      </div>
      <div className="cp-keep">
        <CopyButton text={value} label={`Copy ${label.toLowerCase()}`} done={`${label} copied`} />
      </div>
    </InlineStack>
  );
}
