import { textsOf } from '@sourceos/sync-kernel';

/** The texts of a list; undefined where there is no list, which often means "all". */
export const textsIfListed = (value: unknown): readonly string[] | undefined =>
  Array.isArray(value) ? textsOf(value) : undefined;
