import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireMerchant } from "#app/pages/merchant.server.ts";
import { readDataFile } from "#app/privacy/gather-contact-data.server.ts";

/** What is stored of a customer, as a file to hand over. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { accountId } = await requireMerchant(request);
  const file = await readDataFile({ accountId, requestId: params.requestId ?? "" });
  if (file === null) throw new Response("This file was deleted.", { status: 404 });
  return new Response(file, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": "attachment; filename*=UTF-8''coupon-codes-of-a-customer.csv",
      "cache-control": "no-store",
    },
  });
}
