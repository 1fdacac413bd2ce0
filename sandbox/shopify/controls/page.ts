import { html } from "hono/html";

type Content = ReturnType<typeof html>;

/** The frame of a control page. */
export function page(title: string, shop: string, content: Content): Content {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Sandbox admin</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/sandbox/sandbox.css">
<link rel="stylesheet" href="/sandbox/controls.css">
</head>
<body>
<header class="strip">
  <span class="tag">Sandbox admin</span>
  <span>${shop}</span>
  <a class="spread" href="/controls">Controls</a>
  <a href="/controls/discounts">Discounts</a>
  <a href="/controls/faults">Faults</a>
</header>
<main class="column">${content}</main>
</body>
</html>`;
}

/** An instant for people: minutes, UTC. */
export function when(instant: string): Content {
  return html`<time datetime="${instant}">${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC</time>`;
}

/** A table that scrolls in its own frame on a narrow screen. */
export function table(name: string, heads: readonly string[], rows: readonly Content[]): Content {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${name}"><table>
    <thead><tr>${heads.map((head) => html`<th>${head}</th>`)}</tr></thead>
    <tbody>${rows}</tbody></table></div>`;
}
