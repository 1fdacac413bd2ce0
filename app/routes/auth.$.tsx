import type { LoaderFunctionArgs } from "@remix-run/node";
import { authenticate } from "#app/shopify.server.ts";

/** The library's own addresses: the page that gets a fresh session token, and the way out of the frame. */
export async function loader({ request }: LoaderFunctionArgs) {
  await authenticate.admin(request);
  return null;
}
