import type { Report } from '../../../report/report.js';
import type { createMakeElement } from './elements.js';
import type { pageRepositories } from './page-report.js';
import type { createRepositoryItem } from './repository-item.js';
import type { PageFilter, selectRepositories } from './select.js';

/** The page's other parts, handed in: the page carries the source of each function by itself. */
export interface PageParts {
  readonly createMakeElement: typeof createMakeElement;
  readonly createRepositoryItem: typeof createRepositoryItem;
  readonly pageRepositories: typeof pageRepositories;
  readonly selectRepositories: typeof selectRepositories;
  readonly printable: (text: string) => string;
  readonly words: Readonly<Record<string, string>>;
}

/** Makes the list of repositories follow the filters; rows are made as they are asked for. */
export const startPage = (page: Document, parts: PageParts): void => {
  const { createMakeElement, createRepositoryItem, pageRepositories, selectRepositories, printable, words } = parts;
  const rowsAtOnce = 50;
  const byId = (id: string) => {
    const element = page.getElementById(id);
    if (!element) throw new Error(`The page has no #${id}`);
    return element;
  };
  const report = JSON.parse(byId('report').textContent) as Report;
  const repositories = pageRepositories(report);
  const make = createMakeElement(page);
  const repositoryItem = createRepositoryItem({ make, printable, words });
  const form = byId('filters') as HTMLFormElement;
  const list = byId('repositories');
  const more = byId('more');

  const offer = (name: string, values: readonly string[], label = printable) => {
    const select = form.elements.namedItem(name) as HTMLSelectElement;
    const named = [...new Set(values)].filter((value) => value !== '');
    select.append(...named.map((value) => make('option', { value }, label(value))));
  };
  const word = (value: string) => words[value] ?? value;
  const present = new Set<string>(repositories.map(({ status }) => status));
  const statuses = ['unreachable', 'missing', 'invalid', 'partial', 'compliant', 'not_applicable', 'absent'];
  const engines = [...report.engines, ...report.findings].map(({ engineId = '' }) => engineId);
  offer(
    'status',
    statuses.filter((status) => present.has(status)),
    word,
  );
  offer('severity', ['error', 'warn', 'info'], word);
  offer('engine', engines.sort());
  offer('rule', report.findings.map(({ rule }) => rule).sort());

  const readFilter = (): PageFilter => {
    const data = new FormData(form);
    const value = (name: string) => {
      const entry = data.get(name);
      return typeof entry === 'string' ? entry : '';
    };
    return {
      text: value('text'),
      status: value('status'),
      severity: value('severity'),
      engine: value('engine'),
      rule: value('rule'),
      accepted: data.has('accepted'),
    };
  };

  let selected: ReturnType<typeof selectRepositories> = [];
  let shown = 0;
  const showMore = () => {
    list.append(...selected.slice(shown, shown + rowsAtOnce).map(repositoryItem));
    shown = Math.min(selected.length, shown + rowsAtOnce);
    const left = selected.length - shown;
    more.hidden = left === 0;
    more.textContent = `Show ${Math.min(left, rowsAtOnce)} more of ${left}`;
  };
  const filter = () => {
    selected = selectRepositories(repositories, readFilter());
    shown = 0;
    list.replaceChildren();
    showMore();
    const findings = selected.reduce((sum, repository) => sum + repository.findings.length, 0);
    byId('count').textContent =
      `Showing ${selected.length} of ${repositories.length}, with ${findings} ${findings === 1 ? 'finding' : 'findings'}`;
  };

  form.addEventListener('input', filter);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
  });
  // A reset empties the fields after its event.
  form.addEventListener('reset', () => setTimeout(filter));
  more.addEventListener('click', showMore);
  filter();
};
