import { isMembers, type Members } from '@sourceos/sync-kernel';

/** The entries of a map of objects; undefined where it is none, or one of them is none. */
export const entriesOf = (value: unknown): readonly (readonly [string, Members])[] | undefined => {
  if (!isMembers(value)) return undefined;
  const found: (readonly [string, Members])[] = [];
  for (const [name, entry] of Object.entries(value)) {
    if (!isMembers(entry)) return undefined;
    found.push([name, entry]);
  }
  return found;
};

/** A list of texts; undefined where it is none. */
export const textsOf = (value: unknown): readonly string[] | undefined =>
  Array.isArray(value) && value.every((item): item is string => typeof item === 'string') ? value : undefined;
