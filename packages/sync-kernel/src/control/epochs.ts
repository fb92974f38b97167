import type { HeldOf } from './by-kind.js';
import type { StatementOf } from './control-statement.js';
import type { Warrants } from './warrants.js';

/** The epochs in force: number → their statements. Two that began concurrently share a number, and both keys count. */
export type Epochs = ReadonlyMap<number, readonly HeldOf<'epoch'>[]>;

/** Numbers follow each other from 1: nobody jumps ahead to a number after which there is none. */
export const deriveEpochs = (
  statements: readonly HeldOf<'epoch'>[],
  warrants: Warrants,
  stands: (keyId: string, statementId: string) => boolean,
): Epochs => {
  const ever = new Set(statements.filter((held) => warrants.ever(held, 'members')).map((it) => it.statement.epoch));
  let newest = 0;
  while (ever.has(newest + 1)) newest += 1;
  const epochs = new Map<number, HeldOf<'epoch'>[]>();
  for (const held of statements) {
    const { epoch } = held.statement;
    if (epoch > newest || !warrants.now(held, 'members', (keyId) => stands(keyId, held.id))) continue;
    const others = epochs.get(epoch);
    if (others === undefined) epochs.set(epoch, [held]);
    else others.push(held);
  }
  return epochs;
};

/**
 * Whether the newest epoch is not that of the live members: after a removal, a joining, or two epochs at once; or its
 * maker did not know of a removal that is known here.
 */
export const isEpochDue = (
  newest: readonly StatementOf<'epoch'>[],
  live: readonly string[],
  removed: readonly string[],
): boolean => {
  const [only, ...others] = newest;
  if (only === undefined || others.length > 0) return true;
  const has = new Set(only.members);
  const knew = new Set(only.removed);
  if (removed.some((deviceId) => !knew.has(deviceId))) return true;
  return has.size !== live.length || live.some((deviceId) => !has.has(deviceId));
};
