import { Readable } from "node:stream";
import { createReadableStreamFromReadable, type LoaderFunctionArgs } from "@remix-run/node";
import { foundOr404 } from "#app/pages/found-or-404.server.ts";
import { requireMerchant } from "#app/pages/merchant.server.ts";
import { refusedCodesCsv } from "#app/pages/refused-codes-csv.server.ts";

/** The codes that could not be created in the shop, as a CSV that is made while it is sent. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { accountId } = await requireMerchant(request);
  const { fileName, text } = foundOr404(await refusedCodesCsv({ accountId, poolId: params.poolId ?? "" }));
  return new Response(createReadableStreamFromReadable(Readable.from(text)), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`,
      "cache-control": "no-store",
    },
  });
}
