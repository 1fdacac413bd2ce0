import type { z } from "zod";
import type { PlatformResult } from "../discount-platform.ts";
import type { AdminClient } from "./admin-client.ts";

/** Sends a document and reads the answer's data. An answer of another form than the schema's is a bug. */
export async function ask<Schema extends z.ZodType>(
  admin: AdminClient,
  document: string,
  variables: Record<string, unknown>,
  schema: Schema,
): Promise<PlatformResult<z.output<Schema>>> {
  const answer = await admin.graphql(document, variables);
  return answer.ok ? { ok: true, value: schema.parse(answer.value.data) } : answer;
}
