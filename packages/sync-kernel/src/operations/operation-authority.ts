import type { AuthorityQuestion, ControlView } from '../control/control-view.js';
import type { Engine } from '../engine/engine.js';
import type { Reason } from '../model/reason.js';

/** Who asks for an operation, and the authority that answers. */
export interface Actor {
  readonly control: ControlView;
  readonly authorId: string;
  readonly deviceId: string;
  /** The dot that the device's next write in the scope gets. */
  readonly n: number;
  /** The device's hybrid time, milliseconds since the epoch. */
  readonly wall: number;
}

/**
 * Why somebody may not roll back or export (I3): a member that stands, in a high engine an agent only under a live
 * lease, in a critical one only under a live delegation of the role. Undefined where they may.
 */
export const operationFault = (
  { manifest }: Engine,
  role: Extract<AuthorityQuestion['role'], 'rollback' | 'export'>,
  { control, ...actor }: Actor,
): Reason | undefined => {
  const question = { ...actor, collection: manifest.collection, role };
  const critical = manifest.policyClass === 'critical';
  return (
    control.membership(actor.deviceId, actor.n) ??
    (critical || manifest.policyClass === 'high' ? control.lease(question) : undefined) ??
    (critical ? control.delegation(question) : undefined)
  );
};
