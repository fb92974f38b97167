import { isWithin } from './acknowledgements.js';
import { isKind, type HeldOf } from './by-kind.js';
import type { Held } from './statement-store.js';

/** What each key signed, so that no key fills a log and acknowledgements do not pile up. */
export interface StatementsByKey {
  readonly note: (held: Held) => void;
  readonly forget: (held: Held) => void;
  /** The most that one of the signers of a statement has. */
  readonly most: (held: Held) => number;
  /** Acknowledgements of the same device and key that say all that this one does, or nothing beyond it. */
  readonly covering: (held: HeldOf<'acknowledgement'>) => Held | undefined;
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
  const others = (held: HeldOf<'acknowledgement'>) =>
    [...held.signers]
      .flatMap((keyId) => [...(acknowledgements.get(keyId) ?? [])])
      .filter((other) => other.id !== held.id && other.statement.deviceId === held.statement.deviceId);
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
    covering: (held) => others(held).find((other) => isWithin(held.statement, other.statement)),
    coveredBy: (held) => others(held).filter((other) => isWithin(other.statement, held.statement)),
  };
};
