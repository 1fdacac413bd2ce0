import { byId, make, makeButton } from "../../web/elements.ts";
import type { BarAction, FromFrame, NavItem, SaveBarState } from "../messages.ts";
import { confirmDiscard } from "./dialogs.ts";

/** Everything above the app: its menu, the page's title and actions, and the save bar. */
export function createHeader(send: (message: FromFrame) => void, appPath: string, appName: string) {
  let currentPath = "/";
  let isUnsaved = false;

  function go(event: MouseEvent, href: string): void {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    if (isUnsaved) refuseToLeave();
    else send({ kind: "navigate", href });
  }

  /** The menu does not throw work away: the bar asks for a decision first. */
  function refuseToLeave(): void {
    const bar = byId("save-bar");
    byId("save-bar-text").textContent = "Save or discard your changes first";
    bar.classList.remove("shake");
    void bar.offsetWidth;
    bar.classList.add("shake");
    bar.querySelector("button")?.focus();
  }

  function markCurrent(path: string): void {
    currentPath = path.split(/[?#]/)[0] ?? "/";
    const links = [...byId("navigation").querySelectorAll("a")];
    const fitting = links.filter((link) => {
      const own = link.dataset.href ?? "";
      return currentPath === own || (own !== "/" && currentPath.startsWith(`${own}/`));
    });
    const longest = fitting.toSorted((a, b) => length(b) - length(a))[0];
    for (const link of links) {
      if (link === longest) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  }

  return {
    markCurrent,
    drawNavigation(items: NavItem[]): void {
      const link = (item: NavItem, label: string) => {
        const path = new URL(item.href, location.origin).pathname;
        const made = make("a", { href: appPath + item.href, "data-href": path }, label);
        made.addEventListener("click", (event) => go(event, item.href));
        return make("li", {}, made);
      };
      // As in a real admin: the home link is the app's own name, in front of the others.
      const isHome = (item: NavItem) => item.isHome;
      const home = items.filter(isHome).map((item) => link(item, appName));
      const others = items.filter((item) => !isHome(item)).map((item) => link(item, item.label));
      byId("navigation").replaceChildren(make("ul", {}, ...home, ...others));
      byId("navigation").hidden = items.length === 0;
      markCurrent(currentPath);
    },
    drawTitleBar(title: string, actions: BarAction[]): void {
      const press = (action: BarAction) =>
        makeButton(action.label, () => send({ kind: "title-bar-action", index: action.index }), {
          class: action.isCritical ? "critical" : action.variant,
          disabled: action.isDisabled || action.isLoading,
          "aria-busy": action.isLoading ? "true" : null,
        });
      const single = (variant: BarAction["variant"]) =>
        actions.filter((action) => action.variant === variant && action.group === null).map(press);
      const groups = [...new Set(actions.map((action) => action.group))].filter((group) => group !== null);
      const menus = groups.map((group) =>
        make(
          "details",
          { class: "menu" },
          make("summary", {}, group),
          make("div", {}, ...actions.filter((action) => action.group === group).map(press)),
        ),
      );
      byId("breadcrumb").replaceChildren(...single("breadcrumb"));
      byId("title").textContent = title;
      byId("actions").replaceChildren(...single("plain"), ...menus, ...single("primary"));
      byId("title-bar").hidden = title === "" && actions.length === 0;
    },
    drawSaveBar(bar: SaveBarState | null): void {
      const section = byId("save-bar");
      const wasUnsaved = isUnsaved;
      isUnsaved = bar !== null;
      section.hidden = !isUnsaved;
      if (!bar) {
        byId("save-bar-text").textContent = "";
        return;
      }
      if (!wasUnsaved) byId("save-bar-text").textContent = "Unsaved changes";
      const discard = async () => {
        if (bar.confirmsDiscard && !(await confirmDiscard())) return;
        send({ kind: "save-bar-action", action: "discard" });
      };
      byId("save-bar-actions").replaceChildren(
        makeButton(bar.discard.label, () => void discard(), { disabled: bar.discard.isDisabled }),
        makeButton(bar.save.label, () => send({ kind: "save-bar-action", action: "save" }), {
          class: "primary",
          disabled: bar.save.isDisabled || bar.save.isLoading,
          "aria-busy": bar.save.isLoading ? "true" : null,
        }),
      );
    },
  };
}

function length(link: HTMLElement): number {
  return link.dataset.href?.length ?? 0;
}
