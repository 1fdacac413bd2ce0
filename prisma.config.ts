import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { defineConfig } from "prisma/config";

// The pg adapter of Prisma 6.19 cannot read the catalog types "char" (oid 18) and name (oid 19), which the
// schema engine selects from pg_catalog. They read as text (oid 25) here, and only here: the application
// never selects them.
interface Field {
  dataTypeID: number;
}
const prototype = (pg as unknown as { Result: { prototype: { addFields(fields: Field[]): void } } }).Result
  .prototype;
const addFields = prototype.addFields;
prototype.addFields = function readCatalogTypesAsText(fields) {
  for (const field of fields) {
    if (field.dataTypeID === 18 || field.dataTypeID === 19) field.dataTypeID = 25;
  }
  addFields.call(this, fields);
};

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  engine: "js",
  experimental: { adapter: true },
  // Host, port, user, password and database one by one: with a connection string the shadow database of
  // `migrate dev` silently becomes the real one.
  adapter: async () => {
    const url = new URL(process.env.DATABASE_URL ?? "postgresql://postgres@127.0.0.1:5432/coupon_pools");
    return new PrismaPg({
      host: url.hostname,
      port: Number(url.port || 5432),
      user: decodeURIComponent(url.username),
      password: decodeURIComponent(url.password),
      database: url.pathname.slice(1),
    });
  },
});
