import type { StatementOf } from './control-statement.js';
import type { Held } from './statement-store.js';

export type RootRole = 'root' | 'members' | 'delegations' | 'recovery';
type HeldRoot = Held<StatementOf<'root'>>;

/** The roots that follow from the trusted one, and those of them that are in force. */
export interface Roots {
  /** From the trusted root to the newest; empty as long as the trusted one is missing. */
  readonly chain: readonly HeldRoot[];
  /** Every root that the thresholds before it signed, forks too: it only grows. */
  readonly valid: readonly HeldRoot[];
  readonly current: StatementOf<'root'> | undefined;
}

/** Whether as many distinct keys of a root's role signed as it asks for. `counts` takes a key out. */
export const meetsThreshold = (
  held: Pick<Held, 'signers'>,
  root: StatementOf<'root'>,
  role: RootRole,
  counts: (keyId: string) => boolean = () => true,
): boolean => {
  const asked = root.roles[role];
  if (asked === undefined) return false;
  let met = 0;
  for (const keyId of new Set(asked.keys)) if (held.signers.has(keyId) && counts(keyId)) met += 1;
  return met >= asked.threshold;
};

/** The old threshold and the new; the recovery keys of the old one stand in for its lost root keys. */
const follows = (after: HeldRoot, before: HeldRoot): boolean =>
  after.statement.version === before.statement.version + 1 &&
  meetsThreshold(after, after.statement, 'root') &&
  (meetsThreshold(after, before.statement, 'root') || meetsThreshold(after, before.statement, 'recovery'));

const byRecovery = (after: HeldRoot, before: HeldRoot): boolean => meetsThreshold(after, before.statement, 'recovery');

/**
 * The roots in force. Of two that follow one root, what recovery keys signed goes before what they did not; then the
 * longer chain, so that a version never goes back while what is held grows; then the lower hash.
 *
 * @param trusted statement id of the root that the device was given
 */
export const deriveRoots = (roots: readonly HeldRoot[], trusted: string): Roots => {
  const after = new Map<string, HeldRoot[]>();
  for (const held of roots) {
    const { previous } = held.statement;
    if (previous === undefined) continue;
    const siblings = after.get(previous);
    if (siblings === undefined) after.set(previous, [held]);
    else siblings.push(held);
  }
  const first = roots.find((held) => held.id === trusted);
  if (first === undefined || !meetsThreshold(first, first.statement, 'root')) {
    return { chain: [], valid: [], current: undefined };
  }
  const valid = [first];
  const children = new Map<HeldRoot, HeldRoot[]>();
  // The list grows while it is walked: parents come before children.
  for (const held of valid) {
    const next = (after.get(held.id) ?? []).filter((it) => follows(it, held));
    children.set(held, next);
    valid.push(...next);
  }
  const height = new Map<HeldRoot, number>();
  const best = new Map<HeldRoot, HeldRoot>();
  for (const held of [...valid].reverse()) {
    const [winner] = (children.get(held) ?? []).sort(
      (a, b) =>
        Number(byRecovery(b, held)) - Number(byRecovery(a, held)) ||
        (height.get(b) ?? 0) - (height.get(a) ?? 0) ||
        (a.id < b.id ? -1 : 1),
    );
    height.set(held, winner === undefined ? 0 : (height.get(winner) ?? 0) + 1);
    if (winner !== undefined) best.set(held, winner);
  }
  const chain: HeldRoot[] = [];
  for (let held: HeldRoot | undefined = first; held !== undefined; held = best.get(held)) chain.push(held);
  return { chain, valid, current: chain.at(-1)?.statement };
};
