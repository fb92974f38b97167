import type { Report, RepositoryStatus } from '../../report/report.js';
import { severityWord, statusWord } from '../words.js';

const group = (title: string, figures: readonly (readonly [name: string, word: string, number: number])[]): string => {
  const items = figures.map(
    ([name, word, number]) =>
      `<div class="figure ${number > 0 ? name : 'zero'}"><dt>${word}</dt><dd>${number}</dd></div>`,
  );
  return `<section class="totals"><h2>${title}</h2><dl>${items.join('')}</dl></section>`;
};

const statuses = (counts: Readonly<Partial<Record<RepositoryStatus, number>>>) =>
  (Object.keys(counts) as RepositoryStatus[]).map(
    (status) => [status, statusWord[status], counts[status] ?? 0] as const,
  );

/** The estate in numbers. */
export const totals = ({ summary: { engines, repositories, findings, suppressed } }: Report): string =>
  [
    group('Engines', statuses(engines)),
    group('Repositories', statuses(repositories)),
    group('Findings', [
      ['error', `${severityWord.error}s`, findings.error],
      ['warn', `${severityWord.warn}s`, findings.warn],
      ['info', `${severityWord.info}s`, findings.info],
      ['accepted', 'accepted', suppressed],
    ]),
  ].join('\n');
