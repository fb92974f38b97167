import type { Path, Problem } from '@sourceos/sync-spec';
import type { Span } from '../json/span.js';
import type { RepositoryFile } from '../repository/repository.js';

/** A finding before its place in the text is known. */
export interface Draft extends Problem {
  readonly file: RepositoryFile;
  /** The engine it is about, where it is about one. */
  readonly engineId?: string;
  /** Where a parser found it; otherwise the path is looked up. */
  readonly span?: Span;
}

/** The engine index that a path lies in; undefined outside the list of engines, `all` at the list itself. */
export const engineIndexOf = (path: Path): number | 'all' | undefined => {
  if (path[0] !== 'syncEngines') return undefined;
  return typeof path[1] === 'number' ? path[1] : 'all';
};
