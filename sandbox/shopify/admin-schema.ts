import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { buildClientSchema, type GraphQLSchema, type IntrospectionQuery } from "graphql";
import { makeScalarsStrict } from "./strict-scalars.ts";

/** What a field or a type asks for, in Shopify's words and as scopes. */
export interface Access {
  requiredAccess: string;
  scopes: string[];
  /** One of the scopes is enough; otherwise all are needed. */
  anyOf: boolean;
}

export interface AdminSchema {
  schema: GraphQLSchema;
  /** By "Type.field", and by "Type" for what every field of that type asks for. */
  access: ReadonlyMap<string, Access>;
}

interface AccessItem {
  typeName: string;
  fieldName?: string;
  requiredAccess: string;
  offlineScopes: string[];
}

const loaded = new Map<string, AdminSchema>();

/**
 * Shopify's own published schema of the Admin API, out of the development dependency @shopify/dev-mcp.
 * It is executable as it is: only values need to be supplied. Takes about 0.3 s the first time.
 */
export function loadAdminSchema(version: string): AdminSchema {
  const known = loaded.get(version);
  if (known) return known;
  const file = join(packageDirectory("@shopify/dev-mcp"), "dist", "data", `admin_${version}.json.gz`);
  const { data, offline_scopes } = JSON.parse(gunzipSync(readFileSync(file)).toString("utf8")) as {
    data: IntrospectionQuery;
    offline_scopes: { items: AccessItem[] };
  };
  const access = new Map<string, Access>();
  for (const { typeName, fieldName, requiredAccess, offlineScopes } of offline_scopes.items) {
    if (offlineScopes.length === 0) continue;
    access.set(fieldName ? `${typeName}.${fieldName}` : typeName, {
      requiredAccess,
      scopes: offlineScopes,
      anyOf: /\bor\b|any of/i.test(requiredAccess),
    });
  }
  const result = { schema: buildClientSchema(data, { assumeValid: true }), access };
  makeScalarsStrict(result.schema);
  loaded.set(version, result);
  return result;
}

/** Where a package lies, whatever it exports. */
function packageDirectory(name: string): string {
  for (let directory = dirname(fileURLToPath(import.meta.url)); ; directory = dirname(directory)) {
    const candidate = join(directory, "node_modules", name);
    try {
      readFileSync(join(candidate, "package.json"));
      return candidate;
    } catch {
      if (dirname(directory) === directory) throw new Error(`${name} is not installed; run npm ci.`);
    }
  }
}
