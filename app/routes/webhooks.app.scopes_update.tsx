import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { authenticate, sessionStorage } from "#app/shopify.server.ts";

const scopesUpdate = z.object({ current: z.array(z.string()) });

/** The merchant granted or took back scopes: the stored sessions say so from now on. */
export async function action({ request }: ActionFunctionArgs) {
  const { payload, session } = await authenticate.webhook(request);
  if (session) {
    session.scope = scopesUpdate.parse(payload).current.join(",");
    await sessionStorage.storeSession(session);
  }
  return new Response();
}
