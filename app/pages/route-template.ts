/** Remix's routes, as its build lists them. */
export type RouteTable = Record<string, { id: string; parentId?: string; path?: string } | undefined>;

const NONE = "(none)";

/** Tells the template of a path: `/app/pools/:poolId` for a page, `(none)` where there is no page. */
export function routeTemplate(routes: RouteTable): (pathname: string) => string {
  const templates = [...new Set(Object.keys(routes).map((id) => fullPath(routes, id)))]
    .map((template) => ({ template, pattern: patternOf(template), wildcards: wildcardsOf(template) }))
    .sort((a, b) => a.wildcards - b.wildcards);
  return (pathname) => {
    const bare = pathname.length > 1 ? pathname.replace(/\/+$/, "") : pathname;
    return templates.find(({ pattern }) => pattern.test(bare))?.template ?? NONE;
  };
}

function fullPath(routes: RouteTable, id: string): string {
  const parts: string[] = [];
  for (let route = routes[id]; route; route = route.parentId ? routes[route.parentId] : undefined) {
    if (route.path) parts.unshift(route.path);
  }
  return `/${parts.join("/")}`;
}

function patternOf(template: string): RegExp {
  const parts = template.split("/").map((part) => {
    if (part === "*") return ".*";
    return part.startsWith(":") ? "[^/]+" : part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  });
  return new RegExp(`^${parts.join("/")}$`);
}

/** What is fixed goes before what is open. */
function wildcardsOf(template: string): number {
  return template
    .split("/")
    .reduce((sum, part) => sum + (part === "*" ? 100 : part.startsWith(":") ? 1 : 0), 0);
}
