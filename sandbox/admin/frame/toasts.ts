import { byId, make, makeButton } from "../../web/elements.ts";
import type { FromFrame, ToFrame } from "../messages.ts";

type Toast = Omit<Extract<ToFrame, { kind: "toast" }>, "kind">;

/** Messages shown at once; the oldest makes room. */
const SHOWN_MAX = 3;

/** Short messages at the foot of the page. They wait while somebody points at them or has focus there. */
export function createToasts(send: (message: FromFrame) => void) {
  const shown = new Map<string, { element: HTMLElement; timer: ReturnType<typeof setTimeout> | undefined }>();
  // Both regions are there from the start: a screen reader tells changes of a region that it knows.
  const regions = { status: byId("toasts"), alert: byId("alerts") };

  const hide = (id: string) => {
    const toast = shown.get(id);
    if (!toast) return;
    clearTimeout(toast.timer);
    toast.element.remove();
    shown.delete(id);
    send({ kind: "toast-event", id, event: "dismiss" });
  };

  return {
    hide,
    show({ id, message, isError, action, milliseconds }: Toast): void {
      const oldest = [...shown.keys()][0];
      if (shown.size >= SHOWN_MAX && oldest) hide(oldest);
      const element = make("div", { class: isError ? "toast error" : "toast" }, make("span", {}, message));
      if (action) {
        element.append(makeButton(action, () => send({ kind: "toast-event", id, event: "action" })));
      }
      element.append(makeButton("×", () => hide(id), { "aria-label": "Dismiss", class: "close" }));
      const toast = { element, timer: undefined as ReturnType<typeof setTimeout> | undefined };
      const start = () => {
        clearTimeout(toast.timer);
        toast.timer = setTimeout(() => hide(id), milliseconds);
      };
      for (const type of ["mouseenter", "focusin"]) {
        element.addEventListener(type, () => clearTimeout(toast.timer));
      }
      for (const type of ["mouseleave", "focusout"]) element.addEventListener(type, start);
      shown.set(id, toast);
      (isError ? regions.alert : regions.status).append(element);
      start();
    },
  };
}
