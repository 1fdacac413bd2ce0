import { html, raw } from "hono/html";

export interface FrameSettings {
  appUrl: string;
  /** The path of this page; what follows it is the app's own path. */
  appPath: string;
  shop: string;
  host: string;
}

/** The page that embeds the app. Plainly a sandbox: its look is its own. */
export function framePage(settings: FrameSettings, appName: string) {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sandbox admin</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/sandbox/sandbox.css">
<link rel="stylesheet" href="/sandbox/frame.css">
</head>
<body>
<div id="top">
  <div id="loading" role="progressbar" aria-label="Loading" hidden></div>
  <header class="strip">
    <span class="tag">Sandbox admin</span>
    <span>${settings.shop}</span>
    <a class="spread" href="/controls">Controls</a>
  </header>
  <nav id="navigation" aria-label="${appName}" hidden></nav>
  <section id="save-bar" aria-label="Unsaved changes" hidden>
    <span id="save-bar-text" role="status"></span>
    <div id="save-bar-actions"></div>
  </section>
  <section id="title-bar" aria-labelledby="title" hidden>
    <div id="breadcrumb"></div>
    <h1 id="title"></h1>
    <div id="actions"></div>
  </section>
</div>
<main style="display: contents">
  <iframe id="app" title="${appName}" allow="clipboard-read; clipboard-write"></iframe>
</main>
<div id="messages">
  <div id="toasts" role="status"></div>
  <div id="alerts" role="alert"></div>
</div>
<script type="application/json" id="settings">${raw(JSON.stringify(settings).replaceAll("<", "\\u003c"))}</script>
<script src="/sandbox/frame.js"></script>
</body>
</html>`;
}
