import type { Reason } from '../model/reason.js';
import type { ControlLog } from './control-log.js';
import type { AuthorityQuestion, ControlView } from './control-view.js';
import type { Member } from './members.js';
import type { StatementOf } from './control-statement.js';

/** What a host asks beyond what gate and strategies do. */
export interface AuthorityView extends ControlView {
  /** Whether nothing can be trusted to be new: no root yet, or it expired at `now` (milliseconds) and none followed. */
  readonly rootExpired: (now: number) => boolean;
  /** The root in force. */
  readonly root: () => StatementOf<'root'> | undefined;
  /** Members that were not removed, by device id. */
  readonly members: () => readonly Member[];
  /** Devices that were removed or revoked, whether their membership is known here or not; sorted. */
  readonly removed: () => readonly string[];
  /** Whose device it is: a write of another author who is no agent is not the device's to make. */
  readonly personOf: (deviceId: string) => string | undefined;
  /** The delegations behind a yes to `delegation`, from the delegate's own up to the root's; empty for a no. */
  readonly delegationChain: (question: AuthorityQuestion) => readonly string[];
  /** The statements of an epoch: more than one where two began concurrently. */
  readonly epochStatements: (epoch: number) => readonly StatementOf<'epoch'>[];
  readonly approvedByRoots: NonNullable<ControlView['approvedByRoots']>;
  readonly rootRevision: number;
  /** Whether a new epoch has to begin: the newest is not that of the live members, or knows less of removals. */
  readonly epochDue: () => boolean;
  /**
   * `frontier` without the devices that said nothing since `now - silence` (milliseconds): they lapsed, and rejoin by
   * snapshot.
   */
  readonly frontierAt: (now: number, silence: number) => ReadonlyMap<string, number>;
  /** Why a statement that is held has no effect; undefined where it has, or is not held. */
  readonly withoutEffect: (statementId: string) => Reason | undefined;
}

export interface AuthorityLog extends ControlLog {
  /** Always the same object: its answers follow the log. */
  readonly view: () => AuthorityView;
}

/** How much a log holds of what others send. */
export interface ControlLimits {
  /** Statements without effect: junk, or waiting for what comes before them. */
  readonly waiting: number;
  /** Statements that one key outside the roots may have: its reviews, leases, delegations and acknowledgements. */
  readonly perKey: number;
}

export const controlLimits: ControlLimits = { waiting: 4_096, perKey: 8_192 };
