import type { Json, JsonObject } from '../model/json.js';
import type { Reason } from '../model/reason.js';

/** A signed decision of a person about a held write (I12). */
export interface Review {
  /** Hash of the control statement, `sha256:` hex. */
  readonly id: string;
  readonly reviewerId: string;
  /** The device that signed the review; never `writeDevice`. */
  readonly deviceId: string;
  readonly collection: string;
  readonly objectId: string;
  /** The write that is decided. */
  readonly write: string;
  /** The device that authored it, as the reviewer says: a review whose write came from another device decides nothing. */
  readonly writeDevice: string;
  /** The candidates that the reviewer saw, the write among them; later ones stay held. */
  readonly candidates: readonly string[];
  /** The reviews of the object that the reviewer knew: one that neither knew the other is concurrent with it. */
  readonly sees: readonly string[];
  readonly verdict: 'approve' | 'reject' | 'edit';
  /** For `edit`: the record that takes the place of the candidates. */
  readonly record?: JsonObject;
}

/** What is asked of a scope's authority about one write. */
export interface AuthorityQuestion {
  readonly deviceId: string;
  readonly authorId: string;
  readonly collection: string;
  /** The dot of the write. */
  readonly n: number;
  /** The write's own hybrid time in milliseconds: expiry at merge is judged by it (I10). */
  readonly wall: number;
  readonly role: 'write' | 'review' | 'rollback' | 'export' | 'downgrade';
}

/** A signature that an engine's record carries, of a key that the scope's root may name. */
export interface RootApproval {
  /** Ed25519, 32 bytes. */
  readonly publicKey: Uint8Array;
  /** 64 bytes. */
  readonly signature: Uint8Array;
}

/** A scope's control log as gate and strategies read it: a pure function of the records held. */
export interface ControlView {
  /** The profile, workspace or org. */
  readonly scopeId: string;
  /** Changes whenever an answer may have changed: what was decided under another revision is judged again. */
  readonly revision: number;
  /** The Ed25519 key of a device that is or was a member. */
  readonly deviceKey: (deviceId: string) => Uint8Array | undefined;
  /** Why a write of the device does not stand: no member, or past the dot that a revocation lets stand. */
  readonly membership: (deviceId: string, n: number) => Reason | undefined;
  /** The person whose device it is or was. */
  readonly personOf: (deviceId: string) => string | undefined;
  /** Why no live delegation covers it; undefined where one does. The chain goes into the trace. */
  readonly delegation: (question: AuthorityQuestion) => Reason | undefined;
  /** The delegations behind a yes to `delegation`, from the delegate's own up to the root's; empty for a no. */
  readonly delegationChain?: (question: AuthorityQuestion) => readonly string[];
  /** Why an agent may not write: no live lease, an expired one; undefined for anybody else. */
  readonly lease: (question: AuthorityQuestion) => Reason | undefined;
  /**
   * Whether as many keys of the root in force signed a message as its threshold asks for, or the root adopts it by its
   * hash. Absent where no roots are known: nothing is approved.
   */
  readonly approvedByRoots?: (message: Uint8Array, approvals: readonly RootApproval[]) => boolean;
  /** Changes whenever an answer of `approvedByRoots` may have changed. */
  readonly rootRevision?: number;
  /** The reviews of one object. */
  readonly reviews: (objectId: string) => readonly Review[];
  /** Device → dot up to which every live member has acknowledged that device's writes. */
  readonly frontier: () => ReadonlyMap<string, number>;
  /** The newest epoch, and whether an epoch exists. */
  readonly epoch: () => number;
  readonly hasEpoch: (epoch: number) => boolean;
  /** The replicated state, for comparison: canonical, the same for the same set of records. */
  readonly replicated: () => Json;
}
