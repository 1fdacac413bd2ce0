/** The documentation's own styles: light and dark, readable at 320 px. */
export const DOCS_STYLE = `
:root { color-scheme: light dark; --line: #d5d8dc; --soft: #f4f5f7; --link: #0b57a4; --ink: #1b1f24; --page: #fff; }
@media (prefers-color-scheme: dark) { :root { --line: #3a4048; --soft: #1d2127; --link: #7db7f0; --ink: #e6e9ed; --page: #14171b; } }
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.55 system-ui, sans-serif; color: var(--ink); background: var(--page); display: grid; grid-template-columns: 17rem minmax(0, 1fr); }
nav { position: sticky; top: 0; height: 100vh; overflow: auto; padding: 1.5rem; border-right: 1px solid var(--line); font-size: .9rem; }
nav ul { list-style: none; padding: 0; } nav li { margin: .35rem 0; overflow-wrap: anywhere; }
main { padding: 1.5rem clamp(1rem, 4vw, 3rem) 6rem; max-width: 60rem; }
a { color: var(--link); } h1 { line-height: 1.2; }
h2 { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--line); overflow-wrap: anywhere; font-size: 1.3rem; }
.method { font-size: .8rem; letter-spacing: .04em; padding: .15rem .5rem; border: 1px solid currentColor; border-radius: .3rem; vertical-align: middle; }
.summary { font-weight: 600; }
code, pre { font: .875em/1.5 ui-monospace, monospace; } code { overflow-wrap: anywhere; }
pre { background: var(--soft); padding: 1rem; border-radius: .4rem; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { text-align: left; vertical-align: top; padding: .45rem .6rem; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
td p { margin: 0 0 .3rem; } td ul { margin: .2rem 0; padding-left: 1.1rem; }
tr:target, section:target > h2, section:target > h3 { background: var(--soft); }
details { margin: .5rem 0; } summary { cursor: pointer; font-weight: 600; }
.answer { display: grid; grid-template-columns: 3.5rem minmax(0, 1fr); } .answer p { margin: 0 0 .4rem; }
@media (max-width: 50rem) { body { display: block; } nav { position: static; height: auto; border: 0; border-bottom: 1px solid var(--line); } table, tbody, tr, td { display: block; } thead { display: none; } td { border: 0; padding: .15rem 0; } tr { border-bottom: 1px solid var(--line); padding: .5rem 0; display: block; } }
`;
