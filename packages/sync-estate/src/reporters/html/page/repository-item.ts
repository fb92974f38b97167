import type { Finding } from '../../../report/report.js';
import type { Child, MakeElement } from './elements.js';
import type { PageRepository } from './page-report.js';

/** What the item's parts are made with. */
export interface ItemTools {
  readonly make: MakeElement;
  readonly printable: (text: string) => string;
  /** Words of severities and statuses. */
  readonly words: Readonly<Record<string, string>>;
}

/**
 * Makes the list item of a repository.
 *
 * It refers to nothing outside itself, because the page carries its source.
 */
export const createRepositoryItem = ({ make, printable, words }: ItemTools) => {
  const findingsAtOnce = 20;

  const excerptOf = ({ excerpt, line }: Finding): Child[] => {
    if (!excerpt) return [];
    const lines = excerpt.lines.map((text, index) => {
      const number = excerpt.startLine + index;
      const shown = `${String(number).padStart(5)}  ${printable(text.replaceAll('\t', '  '))}`;
      return make(number === line ? 'mark' : 'span', {}, shown);
    });
    return [make('pre', { tabindex: '0' }, ...lines)];
  };

  const notesOf = ({ found, expected, suggestion, suppressed }: Finding): Child[] =>
    (
      [
        ['Found', found],
        ['Expected', expected],
        ['Did you mean', suggestion],
        ['Accepted', suppressed && `${suppressed.reason} (${suppressed.owner}, until ${suppressed.expires})`],
      ] as const
    ).flatMap(([label, text]) => (text === undefined ? [] : [make('dt', {}, label), make('dd', {}, printable(text))]));

  const ruleOf = ({ rule, help }: Finding): Child =>
    /^https?:\/\//i.test(help)
      ? make('a', { href: help, rel: 'noreferrer noopener', class: 'rule' }, printable(rule))
      : make('span', { class: 'rule' }, printable(rule));

  const findingItem = (finding: Finding): HTMLElement => {
    const notes = notesOf(finding);
    return make(
      'li',
      { class: 'finding' },
      make('span', { class: `badge ${finding.severity}` }, words[finding.severity] ?? finding.severity),
      ' ',
      make('bdi', { class: 'message' }, printable(finding.message)),
      ' ',
      ruleOf(finding),
      make('div', { class: 'place' }, `${printable(finding.file)}:${finding.line}:${finding.column}`),
      ...excerptOf(finding),
      ...(notes.length > 0 ? [make('dl', {}, ...notes)] : []),
    );
  };

  const listOf = (findings: readonly Finding[]): Child[] => {
    if (findings.length === 0) return [];
    const list = make('ul', {}, ...findings.slice(0, findingsAtOnce).map(findingItem));
    const left = findings.length - findingsAtOnce;
    if (left <= 0) return [list];
    const more = make('button', { type: 'button' }, `Show ${left} more`);
    more.addEventListener('click', () => {
      list.append(...findings.slice(findingsAtOnce).map(findingItem));
      more.remove();
    });
    return [list, more];
  };

  return ({ repo, path, status, findings }: PageRepository): HTMLElement =>
    make(
      'li',
      { class: 'repository' },
      make(
        'h3',
        {},
        make('bdi', {}, printable(repo)),
        ' ',
        make('span', { class: `badge ${status}` }, words[status] ?? status),
        ...(path === repo || path === '.' ? [] : [' ', make('span', { class: 'place' }, printable(path))]),
      ),
      ...listOf(findings),
    );
};
