import { explainDecision, type Decision } from '@sourceos/sync-kernel';
import type { ToneLine } from './outcome.js';

/** A decision as `--json` has it. */
export interface DecisionJson {
  readonly writeId: string;
  readonly outcome: Decision['outcome'];
  readonly collection?: string;
  readonly objectId?: string;
  readonly authorId?: string;
  readonly deviceId?: string;
  readonly reasons: Decision['reasons'];
}

export const decisionJson = (decision: Decision): DecisionJson => {
  const { writeId, outcome, collection, objectId, authorId, deviceId, reasons } = decision;
  return {
    writeId,
    outcome,
    ...(collection !== undefined && { collection }),
    ...(objectId !== undefined && { objectId }),
    ...(authorId !== undefined && { authorId }),
    ...(deviceId !== undefined && { deviceId }),
    reasons,
  };
};

/** Whether a decision leaves something to a person, or says no. */
export const isFinding = ({ outcome }: Pick<Decision, 'outcome'>): boolean =>
  outcome === 'held' || outcome === 'quarantined' || outcome === 'rejected';

const tones: Readonly<Record<Decision['outcome'], ToneLine['tone']>> = {
  applied: 'good',
  merged: 'good',
  superseded: 'faint',
  held: 'warn',
  quarantined: 'warn',
  rejected: 'bad',
};

/** One line a decision, and for one that is not simply in force what the gate says of it. */
export const decisionLines = (decision: Decision): readonly ToneLine[] => {
  const { outcome, collection = '?', objectId = '?' } = decision;
  const line: ToneLine = { tone: tones[outcome], text: `${outcome.padEnd(11)} ${collection}  ${objectId}` };
  if (!isFinding(decision) && decision.reasons.length === 0) return [line];
  return [
    line,
    ...explainDecision(decision)
      .slice(2)
      .map((text): ToneLine => ({ tone: 'faint', text: `            ${text}` })),
  ];
};
