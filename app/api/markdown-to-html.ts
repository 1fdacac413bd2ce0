const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}

/** The little Markdown that our own descriptions use: paragraphs, lists and code. */
export function markdownToHtml(text: string): string {
  return text
    .split("\n\n")
    .map((block) => {
      const lines = block.split("\n");
      return lines.every((line) => line.startsWith("- "))
        ? `<ul>${lines.map((line) => `<li>${inline(line.slice(2))}</li>`).join("")}</ul>`
        : `<p>${inline(block)}</p>`;
    })
    .join("");
}

function inline(text: string): string {
  return escapeHtml(text).replace(/`([^`]+)`/g, "<code>$1</code>");
}
