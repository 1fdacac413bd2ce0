import type { ActionFunctionArgs } from "@remix-run/node";
import { queueInstallationCheck } from "#app/pages/queue-installation-check.server.ts";

/** Permissions were granted or taken back. Which ones there are now is asked of the shop, not of the message. */
export async function action({ request }: ActionFunctionArgs) {
  await queueInstallationCheck(request, "check-installation");
  return new Response();
}
