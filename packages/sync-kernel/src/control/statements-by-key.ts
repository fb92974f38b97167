import { isWithin } from './acknowledgements.js';
import { isKind, type HeldOf } from './by-kind.js';
import type { Held } from './statement-store.js';

/** What each key signed, so that no key fills a log and acknowledgements do not pile up. */
export interface StatementsByKey {
  readonly note: (held: Held) => void;
  readonly forget: (held: Held) => void;
  /** The most that one of the signers of a statement has. */
  readonly most: (held: Held) => number;
  /**
   * Whether each key that signed the acknowledgement also signed one of the same device that says all that it does.
   * One that is covered for some of its keys alone still counts for the others: which of them is the device's own may
   * change with what comes.
   */
  readonly isCovered: (held: HeldOf<'acknowledgement'>) => boolean;
  /** The acknowledgements that are covered once this one is noted. */
  readonly coveredBy: (held: HeldOf<'acknowledgement'>) => readonly Held[];
}

export const createStatementsByKey = (): StatementsByKey => {
  const all = new Map<string, Set<string>>();
  const acknowledgements = new Map<string, Set<HeldOf<'acknowledgement'>>>();
  const add = <Item>(map: Map<string, Set<Item>>, keyId: string, item: Item) => {
    map.set(keyId, (map.get(keyId) ?? new Set<Item>()).add(item));
  };
  const remove = <Item>(map: Map<string, Set<Item>>, keyId: string, item: Item) => {
    const items = map.get(keyId);
    items?.delete(item);
    if (items?.size === 0) map.delete(keyId);
  };
  const others = (keyId: string, { id, statement }: HeldOf<'acknowledgement'>) =>
    [...(acknowledgements.get(keyId) ?? [])].filter(
      (other) => other.id !== id && other.statement.deviceId === statement.deviceId,
    );
  const isCovered = (held: HeldOf<'acknowledgement'>): boolean =>
    held.signers.size > 0 &&
    held.waiting.size === 0 &&
    [...held.signers].every((keyId) => others(keyId, held).some((other) => isWithin(held.statement, other.statement)));
  return {
    note: (held) => {
      for (const keyId of held.signers) {
        add(all, keyId, held.id);
        if (isKind(held, 'acknowledgement')) add(acknowledgements, keyId, held);
      }
    },
    forget: (held) => {
      for (const keyId of held.signers) {
        remove(all, keyId, held.id);
        if (isKind(held, 'acknowledgement')) remove(acknowledgements, keyId, held);
      }
    },
    most: (held) => Math.max(0, ...[...held.signers].map((keyId) => all.get(keyId)?.size ?? 0)),
    isCovered,
    coveredBy: (held) =>
      [...new Set([...held.signers].flatMap((keyId) => others(keyId, held)))].filter(
        (other) => isWithin(other.statement, held.statement) && isCovered(other),
      ),
  };
};
