import { database } from "#app/db/database.server.ts";
import { type UploadRecord, type UploadView, uploadView } from "./upload-view.ts";

/** The newest uploads to a pool; also drafts, which wait to be confirmed: whoever leaves one finds it again. */
export async function listUploads(request: {
  accountId: string;
  poolId: string;
  limit: number;
}): Promise<UploadView[]> {
  const { rows } = await database().pool.query<UploadRecord>(
    `select * from uploads
     where account_id = $1 and pool_id = $2
     order by created_at desc, id desc
     limit $3`,
    [request.accountId, request.poolId, request.limit],
  );
  return rows.map(uploadView);
}
