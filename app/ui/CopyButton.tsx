import { useAppBridge } from "@shopify/app-bridge-react";
import { Button } from "@shopify/polaris";
import { ClipboardIcon } from "@shopify/polaris-icons";

/** Puts a text into the clipboard and says so. */
export function CopyButton({ text, label, done }: { text: string; label: string; done: string }) {
  const shopify = useAppBridge();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      shopify.toast.show(done);
    } catch {
      shopify.toast.show("Your browser does not allow copying here. Select the text instead.", {
        isError: true,
      });
    }
  };
  return (
    <Button icon={ClipboardIcon} size="slim" onClick={copy} accessibilityLabel={label}>
      Copy
    </Button>
  );
}
