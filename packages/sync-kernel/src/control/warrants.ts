import { meetsThreshold, type RootRole, type Roots } from './roots.js';
import type { Held } from './statement-store.js';

/** Whether the keys of a role stand behind a statement. */
export interface Warrants {
  /** Under any root that was ever valid. Only grows, so that a rotation takes no revocation back. */
  readonly ever: (held: Held, role: RootRole) => boolean;
  /** Under the root in force, or adopted on the way to it. A retired key's signature alone is worth nothing. */
  readonly now: (held: Pick<Held, 'id' | 'signers'>, role: RootRole, counts: (keyId: string) => boolean) => boolean;
  readonly adopted: (id: string) => boolean;
}

export const createWarrants = ({ chain, valid, current }: Roots): Warrants => {
  const adopted = new Set(chain.flatMap((held) => held.statement.adopts));
  const everAdopted = new Set(valid.flatMap((held) => held.statement.adopts));
  return {
    ever: (held, role) => everAdopted.has(held.id) || valid.some((root) => meetsThreshold(held, root.statement, role)),
    now: (held, role, counts) =>
      adopted.has(held.id) || (current !== undefined && meetsThreshold(held, current, role, counts)),
    adopted: (id) => adopted.has(id),
  };
};
