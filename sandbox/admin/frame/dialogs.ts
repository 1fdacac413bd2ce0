import { make, makeButton } from "../../web/elements.ts";
import type { Ask, PickerItem } from "../messages.ts";

/** Puts the app's question to the merchant; undefined when the dialog is closed without an answer. */
export async function answerAsk(question: Ask): Promise<unknown> {
  switch (question.ask) {
    case "leave":
      return await choose("Leave this page?", "Your changes are not saved.", "Leave page", "Stay");
    case "scopes":
      return await choose(
        "Give the app more access?",
        `Coupon Pools asks for: ${question.scopes.join(", ")}.`,
        "Allow",
        "Decline",
      );
    case "pick":
      return await pick(question.heading, question.actionLabel, question.max, question.items);
    case "resource":
      return await pickResource(question);
    default:
      return question satisfies never;
  }
}

export async function confirmDiscard(): Promise<boolean> {
  return await choose("Discard all changes?", "This cannot be undone.", "Discard changes", "Keep editing");
}

async function choose(heading: string, text: string, yes: string, no: string): Promise<boolean> {
  const dialog = make("dialog", { "aria-labelledby": "dialog-heading" });
  const body = [make("h2", { id: "dialog-heading" }, heading), make("p", {}, text)];
  const answer = await new Promise<boolean>((resolve) => {
    dialog.append(
      ...body,
      make(
        "footer",
        {},
        makeButton(no, () => resolve(false)),
        makeButton(yes, () => resolve(true), { class: "primary" }),
      ),
    );
    dialog.addEventListener("close", () => resolve(false));
    document.body.append(dialog);
    dialog.showModal();
  });
  dialog.remove();
  return answer;
}

interface Resource {
  id: string;
  title: string;
  detail: string;
}

async function pickResource(question: Extract<Ask, { ask: "resource" }>): Promise<unknown> {
  const response = await fetch(`/sandbox/resources/${question.type}`);
  const resources = (await response.json()) as Resource[];
  const noun = { product: "products", variant: "variants", collection: "collections" }[question.type];
  const heading = `${question.actionLabel} ${noun}`;
  const items = resources.map(({ id, title, detail }) => ({
    id,
    heading: title,
    detail,
    isSelected: question.selectedIds.includes(id),
    isDisabled: false,
  }));
  const ids = await pick(heading, question.actionLabel, question.max, items, question.query);
  return ids?.map((id) => resources.find((resource) => resource.id === id));
}

/** A list with a search box; one choice or several. The ids chosen, or undefined when cancelled. */
async function pick(
  heading: string,
  actionLabel: string,
  max: number,
  items: PickerItem[],
  query = "",
): Promise<string[] | undefined> {
  const dialog = make("dialog", { "aria-labelledby": "dialog-heading", class: "picker" });
  const search = make("input", {
    type: "search",
    value: query,
    "aria-label": "Search",
    placeholder: "Search",
  });
  const rows = items.map((item) => {
    const input = make("input", {
      type: max === 1 ? "radio" : "checkbox",
      name: "item",
      value: item.id,
      checked: item.isSelected,
      disabled: item.isDisabled,
    });
    return {
      item,
      input,
      row: make("li", {}, make("label", {}, input, item.heading, make("small", {}, item.detail))),
    };
  });
  const none = make("p", { hidden: true }, "Nothing found.");
  const chosen = () => rows.filter(({ input }) => input.checked).map(({ item }) => item.id);
  const ids = await new Promise<string[] | undefined>((resolve) => {
    const add = makeButton(actionLabel, () => resolve(chosen()), { class: "primary" });
    const update = () => {
      add.disabled = chosen().length === 0;
      const isFull = max > 1 && chosen().length >= max;
      for (const { item, input } of rows) input.disabled = item.isDisabled || (isFull && !input.checked);
    };
    const filter = () => {
      const words = search.value.trim().toLowerCase();
      for (const { item, row } of rows) row.hidden = !item.heading.toLowerCase().includes(words);
      none.hidden = rows.some(({ row }) => !row.hidden);
    };
    search.addEventListener("input", filter);
    dialog.addEventListener("change", update);
    dialog.addEventListener("close", () => resolve(undefined));
    dialog.append(
      make("h2", { id: "dialog-heading" }, heading),
      search,
      make("ul", {}, ...rows.map(({ row }) => row)),
      none,
      make(
        "footer",
        {},
        makeButton("Cancel", () => resolve(undefined)),
        add,
      ),
    );
    document.body.append(dialog);
    update();
    filter();
    dialog.showModal();
  });
  dialog.remove();
  return ids;
}
