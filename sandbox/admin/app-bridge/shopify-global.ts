import type { PickerItem } from "../messages.ts";
import { hasUnsavedChanges } from "./bar-elements.ts";
import { adminOrigin, apiKey, ask, onMessage, tell } from "./frame-channel.ts";
import { idToken } from "./id-token.ts";
import { overlayById } from "./modal-element.ts";

interface ToastOptions {
  duration?: number;
  isError?: boolean;
  action?: string;
  onAction?: () => void;
  onDismiss?: () => void;
}

interface ResourceOptions {
  type: "product" | "variant" | "collection";
  action?: "add" | "select";
  multiple?: boolean | number;
  query?: string;
  selectionIds?: { id: string }[];
}

interface PickerOptions {
  heading: string;
  multiple?: boolean | number;
  items: { id: string; heading: string; data?: unknown[]; disabled?: boolean; selected?: boolean }[];
}

const KEPT_CONFIG = "sandbox-app-bridge-config";

/** Shop and host stand in the first address only; later pages of the same frame get them from memory. */
function readConfig() {
  const given = new URLSearchParams(location.search);
  const kept = JSON.parse(sessionStorage.getItem(KEPT_CONFIG) ?? "{}") as Record<string, string>;
  const config = {
    apiKey,
    shop: given.get("shop") ?? kept.shop ?? "",
    host: given.get("host") ?? kept.host ?? "",
    locale: given.get("locale") ?? kept.locale ?? "en",
  };
  sessionStorage.setItem(KEPT_CONFIG, JSON.stringify(config));
  return config;
}

const most = (multiple: boolean | number | undefined) =>
  typeof multiple === "number" ? multiple : multiple ? Number.MAX_SAFE_INTEGER : 1;

async function sandboxJson(path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(`${adminOrigin}/sandbox/${path}`, {
    method: body === undefined ? "GET" : "POST",
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`The sandbox answered ${response.status} to ${path}.`);
  return await response.json();
}

function createToast() {
  const shown = new Map<string, ToastOptions>();
  onMessage((message) => {
    if (message.kind !== "toast-event") return;
    const options = shown.get(message.id);
    if (message.event === "action") options?.onAction?.();
    else {
      shown.delete(message.id);
      options?.onDismiss?.();
    }
  });
  return {
    show(text: string, options: ToastOptions = {}): string {
      const id = crypto.randomUUID();
      shown.set(id, options);
      tell({
        kind: "toast",
        id,
        message: text,
        isError: options.isError ?? false,
        action: options.action ?? null,
        milliseconds: options.duration ?? 5_000,
      });
      return id;
    },
    hide: (id: string) => tell({ kind: "toast-hide", id }),
  };
}

/** `window.shopify`, as far as an app of this kind may use it. */
export function createShopifyGlobal() {
  const config = readConfig();
  return {
    config,
    origin: adminOrigin,
    protocol: "https:",
    ready: Promise.resolve(),
    environment: { mobile: false, embedded: true, pos: false, intent: false },
    idToken,
    user: async () => await sandboxJson("user"),
    toast: createToast(),
    loading: (isLoading = true) => tell({ kind: "loading", isLoading }),
    modal: overlayById("ui-modal"),
    saveBar: {
      ...overlayById("ui-save-bar"),
      /** Resolves when nothing is unsaved or the merchant wants to leave; otherwise stays open, as documented. */
      leaveConfirmation: async () => {
        if (!hasUnsavedChanges() || (await ask({ ask: "leave" })) === true) return;
        await new Promise<never>(() => {});
      },
    },
    async resourcePicker(options: ResourceOptions) {
      const selected = await ask({
        ask: "resource",
        type: options.type,
        actionLabel: options.action === "select" ? "Select" : "Add",
        max: most(options.multiple),
        query: options.query ?? "",
        selectedIds: options.selectionIds?.map(({ id }) => id) ?? [],
      });
      if (!Array.isArray(selected)) return undefined;
      return Object.assign(selected, { selection: selected });
    },
    async picker(options: PickerOptions) {
      const items: PickerItem[] = options.items.map((item) => ({
        id: item.id,
        heading: item.heading,
        detail: item.data?.join(" · ") ?? "",
        isSelected: item.selected ?? false,
        isDisabled: item.disabled ?? false,
      }));
      const { heading, multiple } = options;
      return {
        selected: ask({ ask: "pick", heading, actionLabel: "Select", max: most(multiple), items }),
      };
    },
    scopes: {
      query: async () => await sandboxJson("scopes"),
      async request(scopes: string[]) {
        const isGranted = (await ask({ ask: "scopes", scopes })) === true;
        const detail = await sandboxJson("scopes", isGranted ? { grant: scopes } : {});
        return { result: isGranted ? "granted-all" : "declined-all", detail };
      },
      revoke: async (scopes: string[]) => ({ detail: await sandboxJson("scopes", { revoke: scopes }) }),
    },
    app: { extensions: async () => [] },
    intents: { request: { value: null, subscribe: () => () => {} } },
    reviews: {
      request: async () => ({
        success: false,
        code: "merchant-ineligible",
        message: "The sandbox has no app store.",
      }),
    },
    support: { registerHandler: async () => {} },
    webVitals: { onReport: async () => {} },
  };
}
