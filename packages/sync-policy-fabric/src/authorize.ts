import {
  engineDenied,
  isAgent,
  membersOf,
  textOf,
  type AuthoredWrite,
  type AuthorizeContext,
  type PolicyLayer,
  type Reason,
} from '@sourceos/sync-kernel';
import { collectionOfLayer } from './layers/layer-authority.js';
import { locksOut } from './layers/lockout.js';
import type { PolicyFabricRecord } from './record.js';
import { entriesOf } from './statement/members.js';
import { layerOf } from './statement/read-bundle.js';

type Write = AuthoredWrite<PolicyFabricRecord>;
type Context = Pick<AuthorizeContext, 'wall' | 'n' | 'control'>;

const kindOfType: Readonly<Record<string, string>> = {
  PolicyBundle: 'policy-bundle',
  PolicyDowngrade: 'policy-downgrade',
};

const isSomebody = (urn: string): boolean => isAgent(urn) || urn.startsWith('urn:srcos:person:');

/** Why the author may not speak for a layer: nobody delegated it to them by name. */
const layerFault = (
  { deviceId, authorId, record }: Write,
  layer: PolicyLayer,
  { wall, n, control }: Context,
): readonly Reason[] => {
  const collection = collectionOfLayer(layer);
  if (collection === undefined) return [];
  const role = membersOf(record).type === 'PolicyDowngrade' ? 'downgrade' : 'write';
  const fault = control.delegation({ deviceId, authorId, collection, n, wall, role });
  return fault === undefined ? [] : [{ ...fault, pointer: '/layer', evidence: { ...fault.evidence, collection } }];
};

/** An agent may bind agents and nobody else, and never loosens. */
const agentFault = (type: unknown, layer: unknown): readonly Reason[] => {
  if (type === 'PolicyDowngrade') return [engineDenied('/retires', 'An agent loosens no policy: a person does.')];
  return layer === 'agent' ? [] : [engineDenied('/layer', 'What an agent writes is of the layer agent.')];
};

/**
 * Rules that ask nothing but the write and who may speak for its layer: a record is written whole, under the URN of its
 * kind, by the person that it names, and leaves somebody who can still write policy. Deletion has no rule here: the
 * manifest refuses it.
 */
export const authorizeWrite = (write: Write, context: Context): readonly Reason[] => {
  const { objectId, operation, authorId, record } = write;
  if (record === undefined) return [];
  if (operation !== 'put') return [engineDenied('', 'A policy record is written whole: its hash names all of it.')];
  const { type, layer, rules, issuedBy, decidedBy } = membersOf(record);
  const found: Reason[] = [];
  const kind = typeof type === 'string' && Object.hasOwn(kindOfType, type) ? (kindOfType[type] ?? '') : '';
  if (!objectId.startsWith(`urn:srcos:${kind}:`)) {
    found.push(engineDenied('/type', `A record of this type is named by urn:srcos:${kind}:….`));
  }
  for (const [pointer, named] of [
    ['/issuedBy', issuedBy],
    ['/decidedBy', decidedBy],
  ] as const) {
    const urn = textOf(named);
    if (urn !== undefined && isSomebody(urn) && urn !== authorId) {
      found.push(engineDenied(pointer, 'Who issues or decides is who writes.'));
    }
  }
  for (const [name, rule] of entriesOf(rules) ?? []) {
    if (locksOut(rule)) {
      found.push(engineDenied(`/rules/${name}`, 'It would forbid everybody to write policy, the downgrade of it too.'));
    }
  }
  if (isAgent(authorId)) found.push(...agentFault(type, layer));
  const known = layerOf(layer);
  return known === undefined ? found : [...found, ...layerFault(write, known, context)];
};
