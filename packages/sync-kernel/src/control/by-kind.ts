import type { ControlStatement, StatementOf } from './control-statement.js';
import type { Held } from './statement-store.js';

export type HeldOf<Kind extends ControlStatement['kind']> = Held<StatementOf<Kind>>;

/** Whether a statement that is held is of a kind. */
export const isKind = <Kind extends ControlStatement['kind']>(held: Held, kind: Kind): held is HeldOf<Kind> =>
  held.statement.kind === kind;

/** The statements of one kind, by id: no order of arrival gets further than this. */
export const ofKind = <Kind extends ControlStatement['kind']>(all: readonly Held[], kind: Kind): HeldOf<Kind>[] => {
  const found: HeldOf<Kind>[] = [];
  for (const held of all) if (isKind(held, kind)) found.push(held);
  return found.sort((a, b) => (a.id < b.id ? -1 : 1));
};
