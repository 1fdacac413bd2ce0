import type { ActionFunctionArgs } from "@remix-run/node";
import { queueInstallationCheck } from "#app/pages/queue-installation-check.server.ts";

/** The merchant removed the app, it says. Whether that is so is asked of the shop: it may have come back since. */
export async function action({ request }: ActionFunctionArgs) {
  await queueInstallationCheck(request, "check-installation");
  return new Response();
}
