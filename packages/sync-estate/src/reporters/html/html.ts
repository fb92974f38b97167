import { closingLine } from '../counts.js';
import { jsonText } from '../json-text.js';
import type { Reporter } from '../reporter.js';
import { escapeHtml } from './escape.js';
import { filters } from './filters.js';
import { matrix } from './matrix.js';
import { pageScript } from './page-script.js';
import { style } from './style.js';
import { totals } from './totals.js';

// The command is one file, in which an import of a built-in module would be loaded by every run.
const sourceHash = (text: string): string =>
  `'sha256-${process.getBuiltinModule('node:crypto').createHash('sha256').update(text).digest('base64')}'`;

/** Nothing is fetched and nothing runs but the page's own style and script (CSP Level 3 §6.7.2.3). */
const policy = (script: string): string =>
  [
    `default-src 'none'`,
    `style-src ${sourceHash(style)}`,
    `script-src ${sourceHash(script)}`,
    `img-src data:`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');

/** One page that needs no network: the estate at a glance, and a list to filter. */
export const html: Reporter = {
  name: 'html',
  render: (report) => {
    const script = pageScript();
    // Inside a script element only `<` can end the data (HTML §13.1.2.3).
    const data = jsonText(report).replaceAll('<', '\\u003c');
    return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(script)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Sync engine manifests</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<header>
<h1>Sync engine manifests</h1>
<p>${closingLine(report)}</p>
<p class="quiet">sync-estate ${escapeHtml(report.tool.version)} ${report.command}${report.strict ? ', strict' : ''}</p>
</header>
<main>
<div class="glance">
${totals(report)}
</div>
${matrix(report)}
${filters}
</main>
<script type="application/json" id="report">${data}</script>
<script>${script}</script>
</body>
</html>
`;
  },
};
