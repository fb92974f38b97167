import type { Replica } from '@sourceos/sync-kernel';

/**
 * What the simulation drives: a replica of any implementation. One that forgets (`collect`), says what it holds
 * (`acknowledged`) or keeps what may come into force by time alone (`judgeAgain`) is asked to in between.
 */
export type Node = Pick<
  Replica,
  'author' | 'receive' | 'receiveControl' | 'view' | 'decision' | 'decisions' | 'replicated'
> &
  Partial<Pick<Replica, 'collect' | 'acknowledged' | 'judgeAgain'>>;

/** Who stands behind a node. */
export type NodeRole =
  /** An honest device under its own key. */
  | 'member'
  /** Under its own key, and it believes itself entitled to everything: it signs whatever it is asked to. */
  | 'rogue'
  /** As `rogue`, and it signs with a key that is not the device's. */
  | 'impostor';

export interface NodeRequest {
  readonly deviceId: string;
  readonly role: NodeRole;
  /** Random bytes for the node, as many as asked for; the same for the same seed. */
  readonly random: (length: number) => Uint8Array;
}
