import { actionsOf } from "./bar-elements.ts";

const STYLE = `
  dialog { border: 0; padding: 0; border-radius: 10px; width: min(var(--width), calc(100vw - 24px));
    max-height: calc(100vh - 24px); color: #20222b; background: #fff; box-shadow: 0 12px 48px #0005;
    font: 14px/1.45 system-ui, sans-serif; flex-direction: column; overflow: hidden; }
  dialog[open] { display: flex; }
  dialog::backdrop { background: #16182299; }
  header, footer { display: flex; align-items: center; gap: 8px; padding: 12px 16px; flex: none; }
  header { border-bottom: 1px solid #e2dfd6; }
  footer { border-top: 1px solid #e2dfd6; justify-content: flex-end; flex-wrap: wrap; }
  footer:empty { display: none; }
  h2 { margin: 0; font-size: 16px; flex: 1; }
  .content { overflow: auto; flex: 1; }
  iframe { border: 0; width: 100%; height: 60vh; display: block; }
  button { font: inherit; padding: 6px 12px; border-radius: 6px; border: 1px solid #8d8a80; background: #fff;
    color: inherit; cursor: pointer; }
  button:focus-visible { outline: 2px solid #4b32c3; outline-offset: 2px; }
  button.primary { background: #4b32c3; border-color: #4b32c3; color: #fff; }
  button.critical { background: #b3261e; border-color: #b3261e; color: #fff; }
  button:disabled { opacity: .55; cursor: default; }
  button.close { border: 0; font-size: 18px; line-height: 1; padding: 6px 8px; }
`;

const WIDTHS: Record<string, string> = { small: "420px", base: "620px", large: "980px", max: "100vw" };

/**
 * `ui-modal`: a dialog over the app. Its content stays in the page's own document, so that React may
 * render into `content` and the page's styles apply; the title bar inside gives heading and buttons.
 */
class ModalElement extends HTMLElement {
  readonly #dialog = document.createElement("dialog");
  readonly #heading = document.createElement("h2");
  readonly #body = document.createElement("div");
  readonly #footer = document.createElement("footer");
  readonly #observer = new MutationObserver(() => this.#draw());
  #content: HTMLElement | undefined;

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    const style = document.createElement("style");
    style.textContent = STYLE;
    const close = button("×", "close", () => this.hide());
    close.setAttribute("aria-label", "Close");
    const header = document.createElement("header");
    header.append(this.#heading, close);
    this.#heading.id = "heading";
    this.#dialog.setAttribute("aria-labelledby", "heading");
    this.#body.className = "content";
    this.#dialog.append(header, this.#body, this.#footer);
    this.#dialog.addEventListener("close", () => this.dispatchEvent(new Event("hide")));
    this.#dialog.addEventListener("click", (event) => {
      if (event.target === this.#dialog) this.#dialog.close();
    });
    root.append(style, this.#dialog);
  }

  connectedCallback(): void {
    this.#observer.observe(this, { childList: true, subtree: true, attributes: true, characterData: true });
  }

  disconnectedCallback(): void {
    this.#observer.disconnect();
    if (this.#dialog.open) this.#dialog.close();
  }

  get variant(): string {
    return this.getAttribute("variant") ?? "base";
  }

  set variant(variant: string) {
    this.setAttribute("variant", variant);
  }

  get src(): string {
    return this.getAttribute("src") ?? "";
  }

  set src(src: string) {
    this.setAttribute("src", src);
  }

  /** Where the app renders into; made when first asked for, since the server's markup has no such child. */
  get content(): HTMLElement {
    if (!this.#content) {
      this.#content = document.createElement("div");
      this.append(this.#content);
    }
    return this.#content;
  }

  set content(content: HTMLElement) {
    this.content.replaceChildren(...content.childNodes);
  }

  get contentWindow(): Window | null {
    return this.#body.querySelector("iframe")?.contentWindow ?? null;
  }

  async show(): Promise<void> {
    if (this.#dialog.open) return;
    const inner = document.createElement(this.src ? "iframe" : "slot");
    if (inner instanceof HTMLIFrameElement) inner.src = this.src;
    this.#body.replaceChildren(inner);
    this.#draw();
    this.#dialog.showModal();
    this.dispatchEvent(new Event("show"));
  }

  async hide(): Promise<void> {
    if (this.#dialog.open) this.#dialog.close();
  }

  async toggle(): Promise<void> {
    await (this.#dialog.open ? this.hide() : this.show());
  }

  #draw(): void {
    this.#dialog.style.setProperty("--width", WIDTHS[this.variant] ?? "620px");
    const bar = this.querySelector("ui-title-bar");
    this.#heading.textContent = bar?.getAttribute("title") ?? document.title;
    const actions = bar ? actionsOf(bar) : [];
    const ordered = actions.toSorted(
      (a, b) => Number(a.action.variant === "primary") - Number(b.action.variant === "primary"),
    );
    this.#footer.replaceChildren(
      ...ordered.map(({ element, action }) => {
        const look = action.isCritical ? "critical" : action.variant;
        const drawn = button(action.label, look, () => element.click());
        drawn.disabled = action.isDisabled || action.isLoading;
        if (action.isLoading) drawn.setAttribute("aria-busy", "true");
        return drawn;
      }),
    );
  }
}

function button(label: string, className: string, press: () => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = className;
  made.textContent = label;
  made.addEventListener("click", press);
  return made;
}

export function defineModal(): void {
  customElements.define("ui-modal", ModalElement);
}

/** `shopify.modal` and `shopify.saveBar` name elements by id. */
export function overlayById(tag: string) {
  const find = (id: string) => {
    const element = document.getElementById(id);
    if (element?.localName !== tag) throw new Error(`There is no ${tag} with the id "${id}".`);
    return element as unknown as Record<"show" | "hide" | "toggle", () => Promise<void>>;
  };
  return {
    show: async (id: string) => await find(id).show(),
    hide: async (id: string) => await find(id).hide(),
    toggle: async (id: string) => await find(id).toggle(),
  };
}
