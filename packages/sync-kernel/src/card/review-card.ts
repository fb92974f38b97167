import type { ControlView } from '../control/control-view.js';
import type { Card, Change } from '../engine/change.js';
import type { Engine } from '../engine/engine.js';
import type { Decision } from '../gate/decision.js';
import { isAgent } from '../model/is-agent.js';
import { reasonDetails, type ReasonDetail } from '../model/reason-detail.js';
import type { Version } from '../model/version.js';
import { visibleText } from '../model/visible-text.js';
import { shownChange, type FieldDifference } from './field-differences.js';

/** Who proposed a change, from where, and by what right. */
export interface Proposer {
  readonly authorId: string;
  readonly isAgent: boolean;
  readonly deviceId: string;
  /** By the author's own clock, which it chooses: milliseconds since the epoch. */
  readonly at: number;
  /** Ids of the delegations that it writes by, from its own up to the root's; empty where no delegation covers it. */
  readonly delegations: readonly string[];
  /** Of an agent: why it has no live lease; undefined where it has one, or is no agent. */
  readonly withoutLease: ReasonDetail | undefined;
}

/** Everything that a person decides a write from. Sentences and values are safe to show: bounded, and nothing hides in them. */
export interface ReviewCard extends Card {
  /** Names the write in a review, and in `explainDecision`. */
  readonly writeId: string;
  readonly collection: string;
  readonly objectId: string;
  readonly operation: Change['operation'];
  readonly danger: 'benign' | 'dangerous';
  readonly proposedBy: Proposer;
  /** Members that would change, dangerous ones first. */
  readonly differences: readonly FieldDifference[];
  /** How many more would change than are listed. */
  readonly omitted: number;
  /** Why it waits or is kept apart, one sentence each. */
  readonly because: readonly string[];
}

/** What a card is made of. */
export interface CardRequest {
  readonly engine: Engine;
  readonly version: Version;
  /** The difference from the value in force on this device. */
  readonly change: Change;
  readonly control: ControlView;
  /** What the gate decided; without one the card gives no cause. */
  readonly decision?: Decision;
}

/** An engine's sentence has at most 1,000 characters: what it says of the rest stands at the end, and must not be cut off. */
const longestSentence = 1_000;
const mostAlternatives = 8;
const sentence = (text: string): string => visibleText(text, longestSentence);

/** The whole card of one write: the engine's words, what differs member by member, who proposed it and by what right. */
export const reviewCard = ({ engine, version, change, control, decision }: CardRequest): ReviewCard => {
  const { collection } = engine.manifest;
  const { deviceId, authorId, clock } = version;
  const question = { deviceId, authorId, collection, n: clock.n, wall: clock.wall, role: 'write' } as const;
  const classification = engine.classify(change);
  // The engine describes what redaction left: a title must not tell the secret that the fields keep.
  const shown = shownChange(engine, change, classification);
  const { title, risk, alternatives } = engine.describe(shown.change);
  const causes = new Set((decision?.reasons ?? []).map(({ detail }) => reasonDetails[detail].meaning));
  return {
    title: sentence(title),
    risk: sentence(risk),
    alternatives: alternatives.slice(0, mostAlternatives).map(sentence),
    writeId: version.id,
    collection,
    objectId: version.objectId,
    operation: version.operation,
    danger: classification.danger,
    proposedBy: {
      authorId,
      isAgent: isAgent(authorId),
      deviceId,
      at: clock.wall,
      delegations: control.delegationChain?.(question) ?? [],
      withoutLease: control.lease(question)?.detail,
    },
    differences: shown.differences,
    omitted: shown.omitted,
    because: [...causes],
  };
};
