import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { type ShouldRevalidateFunction, useLoaderData } from "@remix-run/react";
import { changeUpload } from "#app/pages/change-upload.server.ts";
import { foundOr404 } from "#app/pages/found-or-404.server.ts";
import { requireMerchant } from "#app/pages/merchant.server.ts";
import { getPool } from "#app/pools/get-pool.server.ts";
import { DraftPage } from "#app/ui/DraftPage.tsx";
import { UploadPage } from "#app/ui/UploadPage.tsx";
import type { UploadAnswer, UploadChange } from "#app/ui/upload-answer.ts";
import { getUpload } from "#app/uploads/get-upload.server.ts";
import { previewUpload } from "#app/uploads/preview-upload.server.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { accountId, timeZone } = await requireMerchant(request);
  const uploadId = params.uploadId ?? "";
  const upload = foundOr404(await getUpload({ accountId, uploadId }));
  const pool = foundOr404(await getPool({ accountId, pool: upload.poolId }));
  const now = new Date();
  const preview =
    upload.status === "draft" ? foundOr404(await previewUpload({ accountId, uploadId, now })) : null;
  return { upload, pool: { id: pool.id, name: pool.name }, preview, timeZone, now: now.toISOString() };
}

export async function action({ request, params }: ActionFunctionArgs): Promise<UploadAnswer> {
  const { accountId, actor } = await requireMerchant(request);
  const uploadId = params.uploadId ?? "";
  return await changeUpload({ accountId, actor, uploadId, asked: await request.json(), now: new Date() });
}

/** A discarded draft is gone: there is nothing to load again. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ json, defaultShouldRevalidate }) =>
  (json as UploadChange | undefined)?.intent === "discard" ? false : defaultShouldRevalidate;

export default function Upload() {
  const { upload, pool, preview, timeZone, now } = useLoaderData<typeof loader>();
  return preview ? (
    <DraftPage key={upload.id} upload={upload} pool={pool} preview={preview} timeZone={timeZone} />
  ) : (
    <UploadPage key={upload.id} upload={upload} pool={pool} timeZone={timeZone} now={now} />
  );
}

export { PageError as ErrorBoundary } from "#app/ui/PageError.tsx";
