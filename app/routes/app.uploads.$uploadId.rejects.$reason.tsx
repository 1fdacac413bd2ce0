import { Readable } from "node:stream";
import { createReadableStreamFromReadable, type LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { foundOr404 } from "#app/pages/found-or-404.server.ts";
import { requireMerchant } from "#app/pages/merchant.server.ts";
import { listRejects } from "#app/uploads/list-rejects.server.ts";

const reasonSchema = z.enum(["invalid", "duplicate_in_file", "duplicate_in_pool", "duplicate_in_account"]);

/** The rows that were not added for one reason, as a CSV that is made while it is sent. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { accountId } = await requireMerchant(request);
  const reason = reasonSchema.safeParse(params.reason);
  if (!reason.success) throw new Response("There is no such list.", { status: 404 });
  const { fileName, text } = foundOr404(
    await listRejects({ accountId, uploadId: params.uploadId ?? "", reason: reason.data }),
  );
  return new Response(createReadableStreamFromReadable(Readable.from(text)), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`,
      "cache-control": "no-store",
    },
  });
}
