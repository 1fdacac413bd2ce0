import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { createApiClient } from "#app/accounts/create-api-client.server.ts";
import { listApiClients } from "#app/accounts/list-api-clients.server.ts";
import type { KeptEndpoint } from "./demo-alerts.ts";
import { granted } from "./granted.ts";

export interface KeptCredentials {
  apiKeyId: string;
  apiSecret: string;
  /** The pools were made; what became of them since is the newcomer's own doing. */
  isFilled: boolean;
  /** Of its endpoint for events. */
  endpoint?: KeptEndpoint;
}

/**
 * The API client of the pretend email platform: the one kept in the file while the app still knows it,
 * else a new one. The app shows a secret once, so the demo has to keep it.
 */
export async function demoCredentials(
  file: string,
  accountId: string,
  actor: string,
): Promise<KeptCredentials> {
  const kept = readKept(file);
  const clients = await listApiClients(accountId);
  if (kept && clients.some(({ id, revokedAt }) => id === kept.apiKeyId && revokedAt === null)) return kept;
  const client = granted(
    await createApiClient({ accountId, name: "Sandbox email platform", actor }),
    "create an API client",
  );
  const credentials: KeptCredentials = {
    apiKeyId: client.id,
    apiSecret: client.secret,
    isFilled: kept?.isFilled ?? false,
    ...(kept?.endpoint ? { endpoint: kept.endpoint } : {}),
  };
  keepCredentials(file, credentials);
  return credentials;
}

export function keepCredentials(file: string, credentials: KeptCredentials): void {
  writeFileSync(`${file}.new`, JSON.stringify(credentials), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

function readKept(file: string): KeptCredentials | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as KeptCredentials;
  } catch {
    return undefined;
  }
}
