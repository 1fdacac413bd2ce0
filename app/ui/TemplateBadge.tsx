import { Badge } from "@shopify/polaris";
import type { TemplateView } from "../templates/template-view.ts";
import { PLATFORM_STATUS_WORDS } from "./template-words.ts";

/** The state of a template, or of its discount in the store. */
export function TemplateBadge({
  template,
}: {
  template: Pick<TemplateView, "archivedAt" | "platformStatus">;
}) {
  if (template.archivedAt) return <Badge>Archived</Badge>;
  const { label, tone } = PLATFORM_STATUS_WORDS[template.platformStatus];
  return <Badge tone={tone}>{label}</Badge>;
}
