// What the stub App Bridge inside the app's frame and the sandbox admin around it say to each other.

export interface NavItem {
  label: string;
  href: string;
  isHome: boolean;
}

export interface BarAction {
  /** Position among the bar's buttons: how the frame names the one that was pressed. */
  index: number;
  label: string;
  variant: "primary" | "breadcrumb" | "plain";
  isCritical: boolean;
  isDisabled: boolean;
  isLoading: boolean;
  /** The label of the group that it belongs to. */
  group: string | null;
}

export interface SaveBarState {
  save: { label: string; isDisabled: boolean; isLoading: boolean };
  discard: { label: string; isDisabled: boolean };
  confirmsDiscard: boolean;
}

export interface PickerItem {
  id: string;
  heading: string;
  detail: string;
  isSelected: boolean;
  isDisabled: boolean;
}

/** A question that the frame around the app puts to the merchant. */
export type Ask =
  | { ask: "leave" }
  | { ask: "scopes"; scopes: string[] }
  | { ask: "pick"; heading: string; actionLabel: string; max: number; items: PickerItem[] }
  | {
      ask: "resource";
      type: "product" | "variant" | "collection";
      actionLabel: string;
      max: number;
      query: string;
      selectedIds: string[];
    };

export type ToFrame =
  | { kind: "location"; path: string; title: string }
  | { kind: "navigation"; items: NavItem[] }
  | { kind: "title-bar"; title: string; actions: BarAction[] }
  | { kind: "save-bar"; bar: SaveBarState | null }
  | {
      kind: "toast";
      id: string;
      message: string;
      isError: boolean;
      action: string | null;
      milliseconds: number;
    }
  | { kind: "toast-hide"; id: string }
  | { kind: "loading"; isLoading: boolean }
  | { kind: "open"; url: string }
  | { kind: "ask"; id: string; question: Ask };

export type FromFrame =
  | { kind: "navigate"; href: string }
  | { kind: "title-bar-action"; index: number }
  | { kind: "save-bar-action"; action: "save" | "discard" }
  | { kind: "toast-event"; id: string; event: "action" | "dismiss" }
  | { kind: "answer"; id: string; value: unknown };

/** Query parameters that belong to the embedding, not to the page. */
export const EMBEDDING_PARAMETERS = [
  "embedded",
  "shop",
  "host",
  "id_token",
  "locale",
  "session",
  "hmac",
  "timestamp",
];
