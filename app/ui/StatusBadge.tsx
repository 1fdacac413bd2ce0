import { Badge } from "@shopify/polaris";
import type { PoolStatus } from "../pools/pool-view.ts";
import { STATUS_WORDS } from "./pool-words.ts";

export function StatusBadge({ status }: { status: PoolStatus }) {
  const { label, tone } = STATUS_WORDS[status];
  return <Badge tone={tone}>{label}</Badge>;
}
