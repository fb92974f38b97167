import type { Reason } from '../model/reason.js';
import { reasonOf } from '../model/reason-of.js';
import type { Authority } from './authority.js';
import { isKind } from './by-kind.js';
import type { Held } from './statement-store.js';

/** Why a statement on which others build has no effect; the nearest cause that a person can do something about. */
export const whyWithout = (authority: Authority, held: Held): Reason => {
  const { roots } = authority;
  if (isKind(held, 'root')) {
    const { version } = held.statement;
    const current = roots.current?.version ?? 0;
    const passed = version <= current || roots.valid.some((root) => root.id === held.id);
    return reasonOf(passed ? 'version_rollback' : 'threshold_not_met', { evidence: { version, current } });
  }
  if (isKind(held, 'delegation') && held.statement.parent !== undefined) {
    return reasonOf('no_delegation', { evidence: { parent: held.statement.parent } });
  }
  if (isKind(held, 'epoch')) {
    const { epoch } = held.statement;
    return reasonOf('threshold_not_met', { evidence: { epoch } });
  }
  return reasonOf('threshold_not_met', { evidence: { kind: held.statement.kind, signatures: held.signers.size } });
};
