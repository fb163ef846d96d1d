import { COLOURS } from '@plenum/editor/schema/colours';
import { GROUND_COLOURS, TEXT_COLOURS } from '../colour-values.ts';

const COLOUR_RULES = COLOURS.map(
  (colour) =>
    `span[data-colour="${colour}"]{color:#${TEXT_COLOURS[colour]}}mark[data-colour="${colour}"]{background:#${GROUND_COLOURS[colour]};color:inherit}`,
).join('\n');

/** The style sheet of a page that stands alone, on a screen and on paper. */
export const PAGE_STYLE = `
:root{color-scheme:light;--line:#d9d6cf;--soft:#5f5e5a}
body{max-width:45rem;margin:2rem auto;padding:0 1rem;font:1.0625rem/1.65 system-ui,sans-serif;color:#1c1b19;background:#fff;overflow-wrap:break-word}
h1,h2,h3,h4{line-height:1.25;margin:1.6em 0 .5em;break-after:avoid}
h1.title{margin-top:0}
a{color:#1f5fa8}
img{max-width:100%;height:auto}
figure{margin:1em 0;break-inside:avoid}
pre{background:#f3f2ef;padding:.75rem;border-radius:.5rem;white-space:pre-wrap}
code{font:.9em/1.5 ui-monospace,monospace}
blockquote{margin:1em 0;padding-inline-start:1rem;border-inline-start:3px solid var(--line)}
.decision{margin:1em 0;padding:.5rem 1rem;border:1px solid var(--line);border-inline-start:4px solid currentColor;break-inside:avoid}
.decision-title{font-weight:600;margin:.25rem 0}
[data-minutes]::after{content:attr(data-minutes) " min";margin-inline-start:.5em;font-size:.8rem;font-weight:400;color:var(--soft)}
.callout{margin:1em 0;padding:.5rem 1rem;border-inline-start:4px solid var(--soft);background:#f7f6f3;break-inside:avoid}
.callout-title{font-weight:600;margin:.25rem 0}
table{border-collapse:collapse;margin:1em 0;max-width:100%}
th,td{border:1px solid var(--line);padding:.35rem .6rem;text-align:start;vertical-align:top}
th{background:#f3f2ef}
tr{break-inside:avoid}
thead{display:table-header-group}
.table-wrapper{overflow-x:auto}
ul.task-list{list-style:none;padding-inline-start:.5rem}
nav.contents ol{list-style:none;padding-inline-start:0}
nav.contents li[data-level="2"]{padding-inline-start:1.25rem}
nav.contents li[data-level="3"]{padding-inline-start:2.5rem}
nav.contents li[data-level="4"]{padding-inline-start:3.75rem}
.footnote{display:flex;gap:.5rem;font-size:.9em}
.footnote p{margin:.2em 0}
[data-align="center"]{text-align:center}
[data-align="end"]{text-align:end}
[data-align="right"]{text-align:right}
[data-align="justify"]{text-align:justify}
.attachment,.date,.mention{color:var(--soft)}
${COLOUR_RULES}
@media print{body{max-width:none;margin:0;padding:0;font-size:11pt}a{color:inherit}details>*{display:block}}
`;
