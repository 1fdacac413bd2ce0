import { Banner, BlockStack, List } from "@shopify/polaris";
import { useEffect, useRef } from "react";
import { CodeBlock } from "./CodeBlock.tsx";
import { formatTime } from "./format.ts";

/** A link code that was just made and is never shown again. */
export interface FreshLinkCode {
  code: string;
  expiresAt: string;
  /** The address of this app, as the module wants it. */
  address: string;
}

/** The code, and what to do with it in Magento. */
export function LinkCodeOnce({ fresh, timeZone }: { fresh: FreshLinkCode; timeZone: string }) {
  const box = useRef<HTMLDivElement>(null);
  const { code, expiresAt, address } = fresh;
  // biome-ignore lint/correctness/useExhaustiveDependencies: every new code is read out
  useEffect(() => box.current?.focus(), [code]);
  return (
    <div ref={box} tabIndex={-1} className="cp-focus">
      <Banner tone="info" title="Enter this code in Magento">
        <BlockStack gap="300">
          <CodeBlock code={code} label="Link code" />
          <CodeBlock code={address} label="Address of the service" />
          <List type="number">
            <List.Item>
              Have the module Coupon Pools installed in Magento (coupon-pools/magento2-bridge).
            </List.Item>
            <List.Item>
              In Magento's admin open Stores, Configuration, Coupon Pools, and enter the address and the code.
            </List.Item>
            <List.Item>Choose Connect. The store appears here, and shares this account's pools.</List.Item>
          </List>
          <p>It works once, until {formatTime(expiresAt, timeZone)}.</p>
        </BlockStack>
      </Banner>
    </div>
  );
}
