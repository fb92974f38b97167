import { listOf, listed, membersOf, shorten, textOf } from '@sourceos/sync-kernel';
import { directoryRisk, riskWords } from '../search-path/directory-risk.js';
import type { Concern, ShellChange } from './concern.js';

interface Entry {
  readonly directory: string;
  readonly placement: string;
}

const entriesOf = (record: unknown): readonly Entry[] =>
  listOf(membersOf(record).pathEntries).map((entry) => {
    const { directory, placement } = membersOf(entry);
    return { directory: textOf(directory) ?? '', placement: textOf(placement) ?? 'after' };
  });

const keyOf = ({ directory, placement }: Entry): string => `${placement} ${directory}`;

/** Where programs are looked for. */
export const searchPathConcerns = ({ before, after }: ShellChange): readonly Concern[] => {
  const [old, next] = [entriesOf(before), entriesOf(after)];
  const was = new Set(old.map(keyOf));
  const is = new Set(next.map(keyOf));
  const found: Concern[] = [];
  const add = (pointers: readonly string[], sentence: string, alternative: string): void => {
    found.push({ kind: 'search_path', pointers, sentence, alternative });
  };
  const harmless: string[] = [];
  next.forEach((entry, index) => {
    if (was.has(keyOf(entry))) return;
    const risk = directoryRisk(entry.directory);
    const name = shorten(entry.directory);
    const pointer = `/pathEntries/${String(index)}`;
    const early = entry.placement === 'before';
    if (risk === undefined || (risk === 'own_programs' && !early)) harmless.push(name);
    else if (early) {
      const sentence = `Programs in ${name} run in the place of the system's, and ${riskWords(risk)}.`;
      add([pointer], sentence, "Put the directory after the system's own.");
    } else {
      add([pointer], `Programs are looked for in ${name} too, and ${riskWords(risk)}.`, 'Leave the directory out.');
    }
  });
  if (harmless.length > 0)
    add(['/pathEntries'], `Programs are looked for in ${listed(harmless)} too.`, 'Call the program by its whole path.');
  const gone = old.filter((entry) => !is.has(keyOf(entry))).map(({ directory }) => shorten(directory));
  if (gone.length > 0)
    add(['/pathEntries'], `Programs are no longer looked for in ${listed(gone)} as before.`, 'Keep the entry.');
  const isReordered = found.length === 0 && old.map(keyOf).join('\n') !== next.map(keyOf).join('\n');
  if (isReordered) add(['/pathEntries'], 'Programs are looked for in another order.', 'Keep the order.');
  return found;
};
