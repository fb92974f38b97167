import type { Report, RepositoryStatus } from '../../report/report.js';
import { groupBy } from '../findings.js';
import { printable } from '../printable.js';
import { count, statusWord } from '../words.js';
import type { Palette } from './palette.js';
import { table } from './table.js';

/** Statuses whose repositories are named, worst first; of the others the number is enough. */
const named: readonly RepositoryStatus[] = ['unreachable', 'missing', 'invalid', 'partial'];
const counted: readonly RepositoryStatus[] = ['compliant', 'not_applicable'];

/** Names per status, so that ten thousand repositories do not push the findings off the screen. */
const maxNames = 20;

/** The repositories by status. */
export const repositoriesSection = ({ repositories, summary }: Report, palette: Palette): readonly string[] => {
  if (repositories.length < 2) return [];
  const byStatus = groupBy(repositories, ({ status }) => status);
  const rows = named.flatMap((status) => {
    const names = (byStatus.get(status) ?? []).map(({ repo }) => printable(repo));
    const left = names.length - maxNames;
    const lines = [...names.slice(0, maxNames), ...(left > 0 ? [`and ${left} more`] : [])];
    return lines.map((text, index) => [
      { text: index === 0 ? statusWord[status] : '', paint: palette.status[status] },
      { text },
    ]);
  });
  const counts = counted
    .filter((status) => summary.repositories[status] > 0)
    .map((status) => [
      { text: statusWord[status], paint: palette.status[status] },
      { text: count(summary.repositories[status], 'repository', 'repositories'), paint: palette.dim },
    ]);
  return [palette.bold('Repositories'), ...table([...rows, ...counts]), ''];
};
