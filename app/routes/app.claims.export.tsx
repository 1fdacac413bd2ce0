import { Readable } from "node:stream";
import { createReadableStreamFromReadable, type LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { exportClaims } from "#app/claims/export-claims.server.ts";
import { foundOr404 } from "#app/pages/found-or-404.server.ts";
import { requireMerchant } from "#app/pages/merchant.server.ts";

const emptyAsNull = (value: unknown) => (value === "" || value === undefined ? null : value);
const wanted = z.object({
  pool: z.preprocess(emptyAsNull, z.string().nullable()),
  from: z.preprocess(emptyAsNull, z.iso.date().nullable()),
  to: z.preprocess(emptyAsNull, z.iso.date().nullable()),
});

/** Claims of a pool or of the account as a CSV that is made while it is sent. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { accountId, timeZone } = await requireMerchant(request);
  const asked = wanted.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!asked.success) throw new Response("Choose days such as 2026-11-24.", { status: 400 });
  const { pool: poolId, from, to } = asked.data;
  const { fileName, text } = foundOr404(await exportClaims({ accountId, poolId, from, to, timeZone }));
  return new Response(createReadableStreamFromReadable(Readable.from(text)), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`,
      "cache-control": "no-store",
    },
  });
}
