import { expect, test } from "vitest";
import { routeTemplate } from "#app/pages/route-template.ts";

const templateOf = routeTemplate({
  root: { id: "root", path: "" },
  app: { id: "app", parentId: "root", path: "app" },
  pool: { id: "pool", parentId: "app", path: "pools/:poolId" },
  edit: { id: "edit", parentId: "app", path: "pools/:poolId/edit" },
  fresh: { id: "fresh", parentId: "app", path: "pools/new" },
  hook: { id: "hook", parentId: "root", path: "webhooks/orders" },
  auth: { id: "auth", parentId: "root", path: "auth/*" },
});

test.each([
  ["/", "/"],
  ["/app", "/app"],
  ["/app/", "/app"],
  ["/app/pools/pool_01J", "/app/pools/:poolId"],
  ["/app/pools/new", "/app/pools/new"],
  ["/app/pools/pool_01J/edit", "/app/pools/:poolId/edit"],
  ["/webhooks/orders", "/webhooks/orders"],
  ["/auth/session-token", "/auth/*"],
  ["/wp-login.php", "(none)"],
  ["/app/pools/a/b/c", "(none)"],
])("%s is a request for %s", (path, template) => {
  expect(templateOf(path)).toBe(template);
});
