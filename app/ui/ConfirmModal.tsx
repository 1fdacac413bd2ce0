import { Modal, TitleBar } from "@shopify/app-bridge-react";
import { Box } from "@shopify/polaris";
import type { ReactNode } from "react";

interface ConfirmModalProps {
  id: string;
  open: boolean;
  title: string;
  /** What the button says that goes ahead: a verb. */
  confirm: string;
  tone: "critical" | "default";
  running: "yes" | "no";
  children: ReactNode;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something that cannot be undone, or not easily. */
export function ConfirmModal(props: ConfirmModalProps) {
  const { id, open, title, confirm, tone, running, children, onConfirm, onClose } = props;
  return (
    <Modal id={id} open={open} onHide={onClose} variant="small">
      <Box padding="400">{children}</Box>
      <TitleBar title={title}>
        <button
          type="button"
          variant="primary"
          tone={tone}
          loading={running === "yes" ? "" : undefined}
          onClick={onConfirm}
        >
          {confirm}
        </button>
        <button type="button" onClick={onClose}>
          Cancel
        </button>
      </TitleBar>
    </Modal>
  );
}
