import type { BridgeCredentials } from "#app/accounts/find-bridge-credentials.server.ts";
import { type Result, refuse } from "#app/errors/refusal.ts";
import { getTemplate } from "#app/templates/get-template.server.ts";
import type { TemplateDetail } from "#app/templates/template-view.ts";

/** A template of the calling store, else `not_found`: one of another store is that one's to look after. */
export async function templateOfStore(
  { accountId, storeId }: BridgeCredentials,
  templateId: string,
): Promise<Result<TemplateDetail>> {
  const found = await getTemplate({ accountId, templateId });
  if (found.ok && found.value.storeId !== storeId) {
    return refuse("not_found", "This store has no such template.");
  }
  return found;
}
