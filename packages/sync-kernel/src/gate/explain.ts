import { reasonDetails } from '../model/reason-detail.js';
import type { Reason } from '../model/reason.js';
import { remedies } from '../model/remedies.js';
import { quote } from '../model/visible-text.js';
import type { Decision, Outcome } from './decision.js';

const endings: Readonly<Record<Outcome, string>> = {
  applied: 'was applied: it is in force',
  merged: 'was merged with what was there: what it changed is in force',
  superseded: 'was superseded: it changes nothing here, and is kept',
  held: 'is held: it has no effect until a person decides',
  quarantined: 'is in quarantine: it is kept apart and has no effect',
  rejected: 'was rejected: it has no effect',
};

const opening = ({ writeId, collection, objectId, deviceId, authorId, outcome }: Decision): string =>
  [
    `The write ${quote(writeId)}`,
    ...(objectId === undefined ? [] : [`of ${quote(objectId)}`]),
    ...(collection === undefined ? [] : [`in ${quote(collection)}`]),
    ...(authorId === undefined ? [] : [`by ${quote(authorId)}`]),
    ...(deviceId === undefined ? [] : [`from ${quote(deviceId)}`]),
    `${endings[outcome]}.`,
  ].join(' ');

const path = ({ trace, outcome }: Decision): readonly string[] => {
  const last = trace.at(-1);
  if (last === undefined) return ['It reached no stage of the gate.'];
  const before = trace.slice(0, -1);
  const passed = before.length === 0 ? 'It passed no stage' : `It passed ${before.join(', ')}`;
  const ended = outcome === 'applied' || outcome === 'merged' ? 'and was let through at' : 'and its way ended at';
  return [`${passed}, ${ended} ${last}.`];
};

const sentences = ({ code, detail, stage, pointer, evidence }: Reason): readonly string[] => [
  [
    `${code} (${detail})`,
    ...(stage === undefined ? [] : [`, found at ${stage}`]),
    ...(pointer === undefined ? [] : [`, in ${pointer === '' ? 'the whole record' : quote(pointer)}`]),
    `: ${reasonDetails[detail].meaning}`,
  ].join(''),
  ...(evidence === undefined || Object.keys(evidence).length === 0
    ? []
    : [
        `Evidence: ${Object.entries(evidence)
          .map(([name, value]) => `${quote(name)} is ${quote(value)}`)
          .join(', ')}.`,
      ]),
  `What you can do: ${remedies[detail].remedy}`,
];

/**
 * A decision as sentences that a person can read: how it came out, which stages it passed and where it ended, every
 * reason with its evidence and what to do about it, and which audit events were drafted. Text that came with the
 * write is quoted, escaped and cut at 200 characters.
 */
export const explainDecision = (decision: Decision): readonly string[] => [
  opening(decision),
  ...path(decision),
  ...decision.reasons.flatMap(sentences),
  ...(decision.audit.length === 0
    ? []
    : [`Audit events: ${decision.audit.map(({ eventType }) => quote(eventType)).join(', ')}.`]),
];
