import { BlockStack, Checkbox, Text } from "@shopify/polaris";
import { useState } from "react";
import type { LiveCampaign } from "../campaigns/campaign-view.ts";
import type { PoolDetail } from "../pools/pool-view.ts";
import { archiveSentence, unassignedCodes } from "./archive-words.ts";
import { ConfirmModal } from "./ConfirmModal.tsx";
import { formatCodes } from "./format.ts";

interface ArchivePoolProps {
  pool: PoolDetail;
  campaigns: LiveCampaign[];
  open: boolean;
  running: "yes" | "no";
  onClose: () => void;
  onArchive: (unassigned: "keep" | "delete") => void;
}

/** Asks before a pool is archived, and what becomes of its unassigned codes in the shop; of an archived one only that. */
export function ArchivePool({ pool, campaigns, open, running, onClose, onArchive }: ArchivePoolProps) {
  const [unassigned, setUnassigned] = useState<"keep" | "delete">("keep");
  const codes = unassignedCodes(pool);
  if (pool.status === "archived") {
    return (
      <ConfirmModal
        key="delete-unassigned"
        id="delete-unassigned"
        open={open}
        title={`Delete ${formatCodes(codes)} in the store?`}
        confirm="Delete codes"
        tone="critical"
        running={running}
        onClose={onClose}
        onConfirm={() => onArchive("delete")}
      >
        <Text as="p">{`These codes were not assigned to anybody. ${WHAT_STAYS}`}</Text>
      </ConfirmModal>
    );
  }
  return (
    <ConfirmModal
      key="archive-pool"
      id="archive-pool"
      open={open}
      title={`Archive ${pool.name}?`}
      confirm="Archive pool"
      tone="critical"
      running={running}
      onClose={onClose}
      onConfirm={() => onArchive(codes > 0 ? unassigned : "keep")}
    >
      <BlockStack gap="300">
        {campaigns.length > 0 ? (
          <Text as="p" fontWeight="semibold">
            {archiveSentence(campaigns)}
          </Text>
        ) : null}
        <Text as="p">
          Campaigns that still use this pool get no more codes from it. Its settings and figures are kept, and
          you can restore it at any time.
        </Text>
        {codes > 0 ? (
          <Checkbox
            label={`Delete its ${formatCodes(codes)} in the store that ${codes === 1 ? "is" : "are"} not assigned`}
            helpText={WHAT_STAYS}
            checked={unassigned === "delete"}
            onChange={(checked) => setUnassigned(checked ? "delete" : "keep")}
          />
        ) : null}
      </BlockStack>
    </ConfirmModal>
  );
}

const WHAT_STAYS =
  "This makes room in your store. Codes that were assigned stay and go on working. If you restore the pool, new ones are made.";
