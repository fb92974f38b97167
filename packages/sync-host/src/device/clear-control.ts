import type { ControlStatement } from '@sourceos/sync-kernel';

/** What the relay admits by, and what a joining device reads before it has a key (docs/relay.md). */
const clearKinds: ReadonlySet<ControlStatement['kind']> = new Set(['root', 'member', 'removal', 'revocation', 'epoch']);

/** Whether a statement travels in the clear; any other is sealed by the device that sends it. */
export const isClearControl = ({ kind }: Pick<ControlStatement, 'kind'>): boolean => clearKinds.has(kind);
