import { parseControlRecord, signControlRecord, type ControlStatement } from '@sourceos/sync-kernel';
import { done } from '../failure.js';
import { keysOfRole, refusal, type Maker, type MembershipResult } from './maker.js';

/** The role of the root whose keys sign statements of a kind. */
export const roleNameOf = (kind: ControlStatement['kind']) => {
  if (kind === 'root') return 'root';
  return kind === 'delegation' || kind === 'lease' ? 'delegations' : 'members';
};

/**
 * Signs a record that another device made, with the keys of its role that are kept here; a new root with those of its
 * own role too. The log joins the signatures of equal statements until the threshold is met. Whoever calls this has
 * shown the statement to a person.
 */
export const coSign = (
  { crypto, log, secrets }: Pick<Maker, 'crypto' | 'log' | 'secrets'>,
  record: Uint8Array,
): MembershipResult<Uint8Array> => {
  const parsed = parseControlRecord(crypto, record);
  if (!parsed.ok || parsed.value.statement.scopeId !== log.scopeId) return refusal('payload_malformed');
  const root = log.view().root();
  if (root === undefined) return refusal('no_root');
  const { statement } = parsed.value;
  const own = statement.kind === 'root' ? statement.roles.root.keys : [];
  const keys = keysOfRole(crypto, secrets, { keys: [...root.roles[roleNameOf(statement.kind)].keys, ...own] });
  return keys.length === 0 ? refusal('not_entitled') : done(signControlRecord(crypto, statement, keys));
};
