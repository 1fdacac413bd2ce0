import type { BarAction, SaveBarState } from "../messages.ts";
import { onMessage, tell } from "./frame-channel.ts";

/** Elements whose children describe something that the page around the app draws. */
class DescribingElement extends HTMLElement {
  readonly #observer = new MutationObserver(() => this.described());

  connectedCallback(): void {
    // A shadow root without a slot: the children are not drawn here, and React may own them undisturbed.
    if (!this.shadowRoot) this.attachShadow({ mode: "open" });
    this.#observer.observe(this, { childList: true, subtree: true, attributes: true, characterData: true });
    this.described();
  }

  disconnectedCallback(): void {
    this.#observer.disconnect();
    this.described();
  }

  described(): void {}
}

/** `ui-nav-menu` and `s-app-nav`: the app's main menu. */
class NavMenuElement extends DescribingElement {
  override described(): void {
    later("navigation", () => {
      const menu = document.querySelector("ui-nav-menu, s-app-nav");
      const items = [...(menu?.querySelectorAll("[href]") ?? [])].map((link) => ({
        label: textOf(link),
        href: link.getAttribute("href") ?? "",
        isHome: link.getAttribute("rel") === "home",
      }));
      return { kind: "navigation", items };
    });
  }
}

/** `ui-title-bar`: the page's title and its actions. One inside a modal belongs to the modal. */
class TitleBarElement extends DescribingElement {
  override described(): void {
    if (this.closest("ui-modal")) return;
    tellTitleBar();
  }
}

function pageTitleBar(): Element | undefined {
  return [...document.querySelectorAll("ui-title-bar")].findLast((bar) => !bar.closest("ui-modal"));
}

export function tellTitleBar(): void {
  later("title-bar", () => {
    const bar = pageTitleBar();
    const actions = bar ? actionsOf(bar).map(({ action }) => action) : [];
    return { kind: "title-bar", title: bar ? bar.getAttribute("title") || document.title : "", actions };
  });
}

/** The buttons and links of a bar with what there is to say about each. */
export function actionsOf(bar: Element): { element: HTMLElement; action: BarAction }[] {
  return [...bar.querySelectorAll<HTMLElement>("button, a")].map((element, index) => {
    const variant = element.getAttribute("variant");
    return {
      element,
      action: {
        index,
        label: textOf(element),
        variant: variant === "primary" || variant === "breadcrumb" ? variant : "plain",
        isCritical: element.getAttribute("tone") === "critical",
        isDisabled: element.hasAttribute("disabled"),
        isLoading: isLoading(element),
        group: element.closest("section")?.getAttribute("label") ?? null,
      },
    };
  });
}

/** `ui-save-bar`: shown while there is something to save. The last one shown counts. */
class SaveBarElement extends DescribingElement {
  #showing = false;

  get showing(): boolean {
    return this.#showing;
  }

  get discardConfirmation(): boolean {
    return this.hasAttribute("discardConfirmation") || this.hasAttribute("discard-confirmation");
  }

  set discardConfirmation(confirms: boolean) {
    this.toggleAttribute("discardConfirmation", confirms);
  }

  async show(): Promise<void> {
    if (this.#showing) return;
    this.#showing = true;
    this.described();
    this.dispatchEvent(new Event("show"));
  }

  async hide(): Promise<void> {
    if (!this.#showing) return;
    this.#showing = false;
    this.described();
    this.dispatchEvent(new Event("hide"));
  }

  async toggle(): Promise<void> {
    await (this.#showing ? this.hide() : this.show());
  }

  override disconnectedCallback(): void {
    this.#showing = false;
    super.disconnectedCallback();
  }

  override described(): void {
    later("save-bar", () => ({ kind: "save-bar", bar: shownSaveBar()?.state() ?? formSaveBar() }));
  }

  press(action: "save" | "discard"): void {
    this.#button(action)?.click();
  }

  state(): SaveBarState {
    const save = this.#button("save");
    const discard = this.#button("discard");
    return {
      save: {
        label: (save && textOf(save)) || "Save",
        isDisabled: save?.hasAttribute("disabled") ?? false,
        isLoading: save ? isLoading(save) : false,
      },
      discard: {
        label: (discard && textOf(discard)) || "Discard",
        isDisabled: discard?.hasAttribute("disabled") ?? false,
      },
      confirmsDiscard: this.discardConfirmation,
    };
  }

  #button(action: "save" | "discard"): HTMLButtonElement | undefined {
    const buttons = [...this.querySelectorAll<HTMLButtonElement>("button")];
    return buttons.find((button) => (button.getAttribute("variant") === "primary") === (action === "save"));
  }
}

function shownSaveBar(): SaveBarElement | undefined {
  return [...document.querySelectorAll<SaveBarElement>("ui-save-bar")].findLast((bar) => bar.showing);
}

let changedForm: HTMLFormElement | undefined;

/** `<form data-save-bar>`: the bar comes with the first change and goes with submit or reset. */
function followForms(): void {
  const changed = (event: Event) => {
    const form = (event.target as HTMLInputElement | null)?.form;
    if (form?.hasAttribute("data-save-bar")) setChangedForm(form);
  };
  addEventListener("input", changed);
  addEventListener("change", changed);
  for (const type of ["submit", "reset"]) {
    addEventListener(type, (event) => {
      if (event.target === changedForm) setChangedForm(undefined);
    });
  }
}

function setChangedForm(form: HTMLFormElement | undefined): void {
  changedForm = form;
  later("save-bar", () => ({ kind: "save-bar", bar: shownSaveBar()?.state() ?? formSaveBar() }));
}

function formSaveBar(): SaveBarState | null {
  if (!changedForm?.isConnected) return null;
  return {
    save: { label: "Save", isDisabled: false, isLoading: false },
    discard: { label: "Discard", isDisabled: false },
    confirmsDiscard: changedForm.hasAttribute("data-discard-confirmation"),
  };
}

export function hasUnsavedChanges(): boolean {
  return shownSaveBar() !== undefined || formSaveBar() !== null;
}

const waiting = new Map<string, () => Parameters<typeof tell>[0]>();
const lastTold = new Map<string, string>();

/** Describes once after all changes of this moment, and only what is new. */
function later(key: string, describe: () => Parameters<typeof tell>[0]): void {
  if (waiting.size === 0) {
    queueMicrotask(() => {
      for (const [name, run] of waiting) {
        const message = run();
        const text = JSON.stringify(message);
        if (lastTold.get(name) === text) continue;
        lastTold.set(name, text);
        tell(message);
      }
      waiting.clear();
    });
  }
  waiting.set(key, describe);
}

function textOf(element: Element): string {
  return element.textContent?.trim() ?? "";
}

function isLoading(element: Element): boolean {
  return element.hasAttribute("loading") && element.getAttribute("loading") !== "false";
}

export function defineBars(): void {
  customElements.define("ui-nav-menu", NavMenuElement);
  customElements.define("s-app-nav", class extends NavMenuElement {});
  customElements.define("ui-title-bar", TitleBarElement);
  customElements.define("ui-save-bar", SaveBarElement);
  followForms();
  onMessage((message) => {
    if (message.kind === "title-bar-action") {
      const bar = pageTitleBar();
      if (bar) actionsOf(bar)[message.index]?.element.click();
    }
    if (message.kind === "save-bar-action") {
      const bar = shownSaveBar();
      if (bar) bar.press(message.action);
      else if (message.action === "save") changedForm?.requestSubmit();
      else changedForm?.reset();
    }
  });
}
