import type { JsonObject, ReasonDetail } from '@sourceos/sync-kernel';
import type { EngineState, ReasonCode } from '@sourceos/sync-spec';
import type { Judged } from './judged.js';
import type { Scene, SceneOptions } from './scene.js';

/** What the catalogue of every engine shows at least once; `attack` is what only its own domain knows. */
export const scenarioKinds = [
  'benign',
  'dangerous',
  'concurrent',
  'deletion against edit',
  'unsigned',
  'wrong scope',
  'unknown schema',
  'revoked author',
  'rollback',
  'export',
  'attack',
] as const;
export type ScenarioKind = (typeof scenarioKinds)[number];

/** A reason as a table shows it: the code, and what is finer than a code. */
export type ExpectedReason = `${ReasonCode}: ${ReasonDetail}`;

/** How a scenario ends. A member that is not named is not looked at, save `reasons`: by default there is none. */
export interface Expected {
  readonly outcome: Judged['outcome'];
  /** All of them, in any order. */
  readonly reasons?: readonly ExpectedReason[];
  /** A JSON Pointer that one of the reasons names. */
  readonly pointer?: string;
  /** Types of all audit events that the decision gives rise to, in any order. */
  readonly audit?: readonly string[];
  /** The card's title, or a part of it as a pattern. */
  readonly title?: string | RegExp;
  /** The card's sentence about the risk, or a part of it. */
  readonly risk?: string | RegExp;
  /** The state that the engine shows on the device where it was judged. */
  readonly state?: EngineState;
  /** The record in force there; `null`: none. */
  readonly record?: JsonObject | null;
  /** What redaction took out before the author signed, as JSON Pointers. */
  readonly redacted?: readonly string[];
  /** Records in an export, and how many of them were redacted. */
  readonly exported?: { readonly records: number; readonly redacted: number };
  /** Why a rollback left objects alone: a cause for each. */
  readonly skipped?: readonly string[];
}

/** One row of a scenario catalogue. */
export interface Scenario {
  readonly kind: ScenarioKind;
  /** What happens, as the end of a sentence that starts with the kind. */
  readonly name: string;
  /** What is in force before, put there by Ada and approved. */
  readonly given?: (scene: Scene) => void;
  readonly when: (scene: Scene) => Judged;
  readonly then: Expected;
  /** What this scene has otherwise than the others. */
  readonly scene?: Partial<Omit<SceneOptions, 'engine'>>;
}
