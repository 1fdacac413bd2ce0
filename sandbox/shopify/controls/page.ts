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
