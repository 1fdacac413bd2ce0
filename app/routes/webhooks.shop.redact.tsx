import type { ActionFunctionArgs } from "@remix-run/node";
import { queueInstallationCheck } from "#app/pages/queue-installation-check.server.ts";

/** The app was removed 48 hours ago, it says, and the shop's data is to go. A shop that has come back keeps it. */
export async function action({ request }: ActionFunctionArgs) {
  await queueInstallationCheck(request, "redact-store");
  return new Response();
}
