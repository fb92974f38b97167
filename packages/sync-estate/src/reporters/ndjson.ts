import { jsonText } from './json-text.js';
import type { Reporter } from './reporter.js';

/** One object a line, told apart by `kind`: first the summary, then engines, repositories and findings. */
export const ndjson: Reporter = {
  name: 'ndjson',
  render: (report) => {
    const { engines, repositories, findings, ...summary } = report;
    const lines = [
      { kind: 'summary', ...summary },
      ...engines.map((engine) => ({ kind: 'engine', ...engine })),
      ...repositories.map((repository) => ({ kind: 'repository', ...repository })),
      ...findings.map((finding) => ({ kind: 'finding', ...finding })),
    ];
    return lines.map((line) => `${jsonText(line)}\n`).join('');
  },
};
