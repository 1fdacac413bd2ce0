import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import type { ActionFunctionArgs } from "@remix-run/node";
import { foundOr404 } from "#app/pages/found-or-404.server.ts";
import { requireMerchant } from "#app/pages/merchant.server.ts";
import { getPool } from "#app/pools/get-pool.server.ts";
import type { SentFile } from "#app/ui/send-file.ts";
import { receiveUpload } from "#app/uploads/receive-upload.server.ts";

const FILE_NAME_CHARACTERS_MAX = 255;

/** Takes the raw bytes of one file and keeps them as a draft; they are never in memory as a whole. */
export async function action({ request, params }: ActionFunctionArgs): Promise<SentFile> {
  const { accountId, actor } = await requireMerchant(request);
  const { id: poolId } = foundOr404(await getPool({ accountId, pool: params.poolId ?? "" }));
  if (!request.body)
    return { ok: false, problem: "The file is empty. Choose the file that holds your codes." };
  const received = await receiveUpload({
    accountId,
    poolId,
    actor,
    fileName: fileName(request.headers.get("x-file-name")),
    body: Readable.fromWeb(request.body as ReadableStream<Uint8Array>),
  });
  return received.ok
    ? { ok: true, uploadId: received.value.id }
    : { ok: false, problem: received.refusal.detail };
}

function fileName(header: string | null): string {
  try {
    return (
      decodeURIComponent(header ?? "")
        .trim()
        .slice(0, FILE_NAME_CHARACTERS_MAX) || "file"
    );
  } catch {
    return "file";
  }
}
