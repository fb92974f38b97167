import type { Stage } from '../model/stage.js';
import { stages } from '../model/stage.js';
import { auditOf } from './audit-of.js';
import type { Decision } from './decision.js';
import type { GateContext } from './gate-context.js';
import { ending, type Ending, type Passage } from './passage.js';
import { authority } from './stages/authority.js';
import { classify } from './stages/classify.js';
import { identity } from './stages/identity.js';
import { merge } from './stages/merge.js';
import { policy } from './stages/policy.js';
import { redaction } from './stages/redaction.js';
import { relay } from './stages/relay.js';
import { schema } from './stages/schema.js';
import { scope } from './stages/scope.js';
import { signature } from './stages/signature.js';
import { unseal } from './stages/unseal.js';

type StageFunction = (passage: Passage, context: GateContext) => Ending | undefined;

/** Every write that was read passes these, in this order; `parse` made the passage. */
const gate: readonly (readonly [Exclude<Stage, 'parse'>, StageFunction])[] = [
  ['identity', identity],
  ['signature', signature],
  ['relay', relay],
  ['scope', scope],
  ['authority', authority],
  ['unseal', unseal],
  ['schema', schema],
  ['policy', policy],
  ['redaction', redaction],
  ['merge', merge],
  ['classify', classify],
];

const none: readonly never[] = [];

/** The stages up to each, shared by all decisions. */
const traces = new Map(stages.map((stage, index) => [stage, stages.slice(0, index + 1)] as const));

const tracedTo = (stage: Stage): readonly Stage[] => traces.get(stage) ?? stages;

/** A decision about a write that ended at a stage: reasons are marked with the stage that found them. */
export const decide = (passage: Passage, stage: Stage, { outcome, reasons }: Ending): Decision => {
  const { id, header } = passage.write;
  const marked = reasons.length === 0 ? reasons : reasons.map((reason) => ({ stage, ...reason }));
  return {
    writeId: id,
    collection: header.collection,
    objectId: header.objectId,
    deviceId: header.deviceId,
    authorId: header.authorId,
    outcome,
    trace: tracedTo(stage),
    reasons: marked,
    audit: auditOf(passage, outcome, marked),
  };
};

/** A decision about bytes that are no write: named by their hash. */
export const decideUnread = (id: string, stage: Stage, { outcome, reasons }: Ending): Decision => ({
  writeId: id,
  outcome,
  trace: tracedTo(stage),
  reasons: reasons.map((reason) => ({ stage, ...reason })),
  audit: [],
});

/** Takes a write through the gate from `identity` on. A domain hook that throws ends its own write and nothing else. */
export const judge = (passage: Passage, context: GateContext): Decision => {
  passage.holds = none;
  for (const [stage, run] of gate) {
    const ended = run(passage, context);
    if (ended !== undefined) return decide(passage, stage, ended);
  }
  return decide(passage, 'classify', ending('superseded'));
};
