import type { Reason } from '../model/reason.js';
import { reasonOf } from '../model/reason-of.js';
import { joinAcknowledged, type Acknowledged } from './acknowledgements.js';
import type { Authority } from './authority.js';
import { isKind, type HeldOf } from './by-kind.js';
import type { Review } from './control-view.js';
import { isAgent } from '../model/is-agent.js';
import { createRights, type Rights } from './rights.js';
import type { Held } from './statement-store.js';

/** What members say under an authority: leases, reviews and acknowledgements. Nothing above builds on them. */
export interface Decisions {
  readonly rights: Rights;
  /** Takes in a statement of these kinds. Why it has no effect; undefined where it has. */
  readonly enter: (held: Held) => Reason | undefined;
  /** An acknowledgement that a later one covers counts no more as one of its own. */
  readonly forget: (id: string) => void;
  readonly leases: ReadonlyMap<string, readonly HeldOf<'lease'>[]>;
  readonly reviews: ReadonlyMap<string, readonly Review[]>;
  readonly acknowledged: ReadonlyMap<string, Acknowledged>;
  readonly effective: ReadonlySet<string>;
}

const reviewOf = ({ id, statement }: HeldOf<'review'>): Review => ({
  id,
  reviewerId: statement.reviewerId,
  deviceId: statement.deviceId,
  collection: statement.collection,
  objectId: statement.objectId,
  write: statement.write,
  writeDevice: statement.writeDevice,
  candidates: statement.candidates,
  sees: statement.sees,
  verdict: statement.verdict,
  ...(statement.record !== undefined && { record: statement.record }),
});

/** Puts an item where its id belongs, so that the list is the same in whatever order they come. */
const insert = <Item extends { readonly id: string }>(map: Map<string, Item[]>, key: string, item: Item) => {
  const items = map.get(key);
  if (items === undefined) {
    map.set(key, [item]);
    return;
  }
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((items[middle]?.id ?? '') < item.id) low = middle + 1;
    else high = middle;
  }
  items.splice(low, 0, item);
};

export const createDecisions = (authority: Authority): Decisions => {
  const leases = new Map<string, HeldOf<'lease'>[]>();
  const reviews = new Map<string, Review[]>();
  const acknowledged = new Map<string, Acknowledged>();
  const effective = new Set<string>();
  const rights = createRights(authority, () => leases);

  /** Why what a device says is not said by it, or does not stand. */
  const deviceFault = (held: Held, deviceId: string): Reason | undefined => {
    const member = authority.members.get(deviceId);
    if (member === undefined) return reasonOf('unknown_device', { evidence: { device: deviceId } });
    if (!held.signers.has(member.keyId)) return reasonOf('bad_signature', { evidence: { device: deviceId } });
    if (authority.stands(member.keyId, held.id)) return undefined;
    return reasonOf('device_revoked', { evidence: { device: deviceId } });
  };

  const leaseFault = (held: HeldOf<'lease'>): Reason | undefined => {
    const { grantorId } = held.statement;
    if (authority.delegated(held)) return undefined;
    // An agent that leases to agents would be its own grantor in the end.
    if (isAgent(grantorId)) return reasonOf('agent_without_lease', { evidence: { grantor: grantorId } });
    let fault = reasonOf('unknown_device', { evidence: { grantor: grantorId } });
    for (const keyId of authority.keysOfPerson(grantorId)) {
      if (!held.signers.has(keyId)) continue;
      if (authority.stands(keyId, held.id)) return undefined;
      fault = reasonOf('device_revoked', { evidence: { grantor: grantorId } });
    }
    return fault;
  };

  const reviewFault = (held: HeldOf<'review'>): Reason | undefined => {
    const { deviceId, writeDevice, reviewerId, collection, wall } = held.statement;
    // I12: nobody passes their own change from the device that made it.
    if (deviceId === writeDevice) return reasonOf('no_delegation', { evidence: { device: deviceId, review: 'own' } });
    return (
      deviceFault(held, deviceId) ??
      rights.delegation({ deviceId, authorId: reviewerId, collection, wall, role: 'review' }, { statement: held.id })
    );
  };

  const acknowledgementFault = (held: HeldOf<'acknowledgement'>): Reason | undefined => {
    const { deviceId } = held.statement;
    const fault = deviceFault(held, deviceId);
    const member = authority.members.get(deviceId);
    if (fault !== undefined || member === undefined || authority.lastDot(member) === Infinity) return fault;
    // A device that was removed holds nobody up.
    return reasonOf('device_revoked', { evidence: { device: deviceId } });
  };

  const enter = (held: Held): Reason | undefined => {
    let fault: Reason | undefined;
    if (effective.has(held.id)) return undefined;
    if (isKind(held, 'lease')) {
      fault = leaseFault(held);
      if (fault === undefined) insert(leases, held.statement.agentId, held);
    } else if (isKind(held, 'review')) {
      fault = reviewFault(held);
      if (fault === undefined) insert(reviews, held.statement.objectId, reviewOf(held));
    } else if (isKind(held, 'acknowledgement')) {
      const { deviceId } = held.statement;
      fault = acknowledgementFault(held);
      if (fault === undefined) {
        acknowledged.set(deviceId, joinAcknowledged(acknowledged.get(deviceId), held.statement));
      }
    }
    if (fault === undefined) effective.add(held.id);
    return fault;
  };

  return { rights, enter, forget: (id) => void effective.delete(id), leases, reviews, acknowledged, effective };
};
