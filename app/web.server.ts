import type { Server } from "node:http";
import { resolve } from "node:path";
import { createAdaptorServer, type ServerType } from "@hono/node-server";
import { serveStatic } from "@hono/node-server/serve-static";
import { createRequestHandler, type ServerBuild } from "@remix-run/server-runtime";
import { Hono } from "hono";
import { compress } from "hono/compress";
import { env } from "./config/env.server.ts";
import type { watchedPages } from "./pages/watched-pages.server.ts";
import { framePolicy } from "./platforms/shopify/frame-policy.ts";

type EntryModule = ServerBuild["entry"]["module"];

/** The built bundle: Remix's pages and, from its entry, everything that must exist once in the process. */
export type Program = Omit<ServerBuild, "entry"> & {
  entry: {
    module: EntryModule & {
      api: Hono;
      health: Hono;
      operatorHealth: Hono;
      startDraining: () => void;
      watchedPages: typeof watchedPages;
      startQueue: () => Promise<void>;
      stopQueue: () => Promise<void>;
      startWorker: () => Promise<{ stop: () => Promise<void> }>;
      closeDatabase: () => Promise<void>;
    };
  };
};

const CLIENT = "build/client";
/** Seconds that open requests get to finish when the program stops. */
const FINISH_SECONDS_MAX = 20;

/** `/api` is answered by the API, files by the build's client folder, everything else by Remix. */
export function webApp(build: Program): Hono {
  const app = new Hono();
  app.route("/api", build.entry.module.api);
  app.route("/", build.entry.module.health);
  app.use("/assets/*", compress());
  app.use(
    serveStatic({
      root: resolve(CLIENT),
      // A hashed name never changes its content.
      onFound: (path, context) =>
        context.header(
          "Cache-Control",
          path.includes("/assets/") ? "public, max-age=31536000, immutable" : "public, max-age=3600",
        ),
    }),
  );
  // A file of an older build, asked for by a page that was open meanwhile: no page of ours instead.
  app.all("/assets/*", (context) => context.text("There is no such file.", 404));
  const answer = createRequestHandler(build, "production");
  const pages = build.entry.module.watchedPages(build.routes, async (request) =>
    withPageHeaders(await answer(request)),
  );
  app.all("*", async (context) => await pages(context.req.raw));
  return app;
}

function withPageHeaders(response: Response): Response {
  // Pages and their data belong to one merchant.
  if (!response.headers.has("cache-control")) response.headers.set("cache-control", "private, no-store");
  if (!response.headers.get("content-type")?.startsWith("text/html")) return response;
  const { SANDBOX_FRAME_ORIGIN, APP_BRIDGE_URL } = env();
  const policy = framePolicy(response.headers.get("content-security-policy"), SANDBOX_FRAME_ORIGIN);
  response.headers.set("content-security-policy", policy);
  // Shopify's library lets the browser fetch App Bridge early, always from its own address.
  if (APP_BRIDGE_URL && response.headers.has("link")) {
    response.headers.set("link", `<${APP_BRIDGE_URL}>; rel="preload"; as="script"`);
  }
  response.headers.set("x-content-type-options", "nosniff");
  response.headers.set("referrer-policy", "strict-origin-when-cross-origin");
  return response;
}

/** Listens. `stop` takes no new requests and lets the running ones finish, up to a limit. */
export async function serve(
  app: Hono,
  listen: { host: string; port: number },
): Promise<{ address: string; stop: () => Promise<void> }> {
  const server = createAdaptorServer({ fetch: app.fetch }) as Server & ServerType;
  await new Promise<void>((ready, failed) => {
    server.once("error", failed);
    server.listen(listen.port, listen.host, ready);
  });
  const bound = server.address();
  const port = bound && typeof bound === "object" ? bound.port : listen.port;
  return { address: `http://${listen.host}:${port}`, stop: () => stopServer(server) };
}

async function stopServer(server: Server): Promise<void> {
  const late = setTimeout(() => server.closeAllConnections(), FINISH_SECONDS_MAX * 1000);
  await new Promise<void>((done) => {
    server.close(() => done());
    server.closeIdleConnections();
  });
  clearTimeout(late);
}
