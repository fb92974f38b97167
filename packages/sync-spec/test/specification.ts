import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The specification's text, by the headings of its sections. */
export interface Specification {
  readonly text: string;
  section(heading: string): string;
  /** The items of a section's list, without their markers. */
  items(heading: string): readonly string[];
  /** The cells of a section's table, without its head. */
  rows(heading: string): readonly (readonly string[])[];
}

export const readSpecification = (shared: string): Specification => {
  const text = readFileSync(join(shared, 'spec', 'sync-engine-registry.md'), 'utf8');
  const section = (heading: string): string => {
    const found = text.split(/^## /m).find((part) => part.startsWith(`${heading}\n`));
    if (found === undefined) throw new Error(`The specification has no section "${heading}"`);
    return found.slice(heading.length + 1);
  };
  return {
    text,
    section,
    items: (heading) => [...section(heading).matchAll(/^(?:-|\d+\.) (.+)$/gm)].map(([, item]) => item ?? ''),
    rows: (heading) =>
      [...section(heading).matchAll(/^\|(.+)\|$/gm)]
        .map(([, row]) => (row ?? '').split('|').map((cell) => cell.trim()))
        .slice(2),
  };
};
