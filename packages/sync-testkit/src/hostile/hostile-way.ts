import type { ReasonDetail } from '@sourceos/sync-kernel';
import type { Judged } from '../scenario/judged.js';
import type { Scene } from '../scenario/scene.js';
import type { SceneChange } from '../scenario/scene-change.js';

/** What is wrong with a hostile write: nobody stands behind it, nobody may, nobody may any more. */
export const hostileKinds = ['unsigned', 'undelegated', 'expired', 'revoked'] as const;
export type HostileKind = (typeof hostileKinds)[number];

/** One way to write what a critical engine must not take. Every way has a scene of its own, and many writes in it. */
export interface HostileWay {
  readonly kind: HostileKind;
  /** Who writes and how, as the end of a sentence. */
  readonly name: string;
  /** The reasons that such a write may be refused for. */
  readonly reasons: readonly ReasonDetail[];
  /** What happens before the writes. */
  readonly before?: (scene: Scene) => void;
  readonly write: (scene: Scene, change: SceneChange) => Judged;
  /** What happens after the writes came, and has them judged again. */
  readonly after?: (scene: Scene) => void;
}
