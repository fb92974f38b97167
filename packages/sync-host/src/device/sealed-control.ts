import type { Crypto } from '@sourceos/sync-kernel/wire';
import { openForScope, sealForScope, type ScopeSealing } from './sealed-for-scope.js';

export { epochOfSealed } from './sealed-for-scope.js';

const context = 'sourceos.sync.sealed-control.v1\n';

export interface ControlSealing extends Omit<ScopeSealing, 'context' | 'plain'> {
  readonly record: Uint8Array;
}

/** Seals a control record that the relay is not to read. */
export const sealControl = ({ record, ...sealing }: ControlSealing): Uint8Array =>
  sealForScope({ ...sealing, context, plain: record });

/** Opens a sealed control record with the first key that opens it; undefined where none does. */
export const openControl = (
  crypto: Pick<Crypto, 'open'>,
  scopeId: string,
  bytes: Uint8Array,
  keys: readonly Uint8Array[],
): Uint8Array | undefined => openForScope({ crypto, context, scopeId }, bytes, keys);
