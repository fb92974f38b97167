import { reasonOf } from '../../model/reason-of.js';
import type { Reason } from '../../model/reason.js';
import { carriesScope, kindOfScope } from '../../model/scope-instance.js';
import type { GateContext } from '../gate-context.js';
import { ending, type Ending, type Passage } from '../passage.js';

const belongsToKind = ({ memberOf }: GateContext, kind: string): boolean =>
  memberOf.some((scopeId) => kindOfScope(scopeId) === kind);

/** Why a batch of another scope instance does not belong here. */
const foreign = (scopeId: string, context: GateContext): Reason => {
  const evidence = { found: scopeId, expected: context.scopeId };
  switch (kindOfScope(scopeId)) {
    case 'profile':
      return reasonOf(belongsToKind(context, 'profile') ? 'other_profile' : 'no_profile', { evidence });
    case 'org':
      return reasonOf(belongsToKind(context, 'org') ? 'other_org' : 'no_org', { evidence });
    default:
      return reasonOf('other_workspace', { evidence });
  }
};

/** The scope instance that a header names itself, or undefined where its kind names none. */
const namedBy = ({ write: { header } }: Passage): string | undefined =>
  header.encryptionScope === 'workspace'
    ? (header.workspaceId ?? '')
    : header.encryptionScope === 'org'
      ? (header.orgId ?? '')
      : undefined;

/** The write belongs to this scope instance, to a collection known here, and to a scope that its engine allows (I2). */
export const scope = (passage: Passage, context: GateContext): Ending | undefined => {
  const { header } = passage.write;
  if (passage.statement.scopeId !== context.scopeId) {
    return ending('quarantined', foreign(passage.statement.scopeId, context));
  }
  const named = namedBy(passage);
  if (named !== undefined && named !== context.scopeId) return ending('quarantined', foreign(named, context));
  if (header.encryptionScope === 'device') return ending('rejected', reasonOf('device_scope_left'));
  const engine = context.engine(header.collection);
  if (engine === undefined) {
    return ending('quarantined', reasonOf('unknown_collection', { evidence: { collection: header.collection } }));
  }
  const carried = carriesScope(context.scopeId, header.encryptionScope);
  if (!carried || !engine.scopes.includes(header.encryptionScope)) {
    const evidence = { found: header.encryptionScope, allowed: [...engine.scopes] };
    return ending('quarantined', reasonOf('scope_not_allowed', { evidence }));
  }
  passage.engine = engine;
  return undefined;
};
