import { reasonOf } from '../model/reason-of.js';
import type { Stage } from '../model/stage.js';
import { stages } from '../model/stage.js';
import { auditOf } from './audit-of.js';
import type { Decision } from './decision.js';
import type { GateContext } from './gate-context.js';
import { ending, withoutReason, type Ending, type Passage } from './passage.js';
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
const gate: readonly { readonly name: Exclude<Stage, 'parse'>; readonly run: StageFunction }[] = [
  { name: 'identity', run: identity },
  { name: 'signature', run: signature },
  { name: 'relay', run: relay },
  { name: 'scope', run: scope },
  { name: 'authority', run: authority },
  { name: 'unseal', run: unseal },
  { name: 'schema', run: schema },
  { name: 'policy', run: policy },
  { name: 'redaction', run: redaction },
  { name: 'merge', run: merge },
  { name: 'classify', run: classify },
];

/** The stages up to each, shared by all decisions. */
const traces = new Map(stages.map((stage, index) => [stage, stages.slice(0, index + 1)] as const));

const tracedTo = (stage: Stage): readonly Stage[] => traces.get(stage) ?? stages;

/** A decision about a write that ended at a stage: reasons are marked with the stage that found them. */
export const decide = (passage: Passage, stage: Stage, { outcome, reasons }: Ending): Decision => {
  const { write } = passage;
  const marked = reasons.length === 0 ? reasons : reasons.map((reason) => ({ stage, ...reason }));
  return {
    writeId: write.id,
    collection: write.collection,
    objectId: write.objectId,
    deviceId: write.deviceId,
    authorId: write.authorId,
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

/** The stages that call an engine's own rules; a schema may have some in its refinements. */
const asksEngine: ReadonlySet<Stage> = new Set<Stage>(['schema', 'policy', 'redaction', 'merge']);

/** Takes a write through the gate from `identity` on. A domain rule that throws ends its own write and nothing else. */
export const judge = (passage: Passage, context: GateContext): Decision => {
  let at: Stage = 'identity';
  try {
    for (const stage of gate) {
      at = stage.name;
      const ended = stage.run(passage, context);
      if (ended !== undefined) return decide(passage, at, ended);
    }
  } catch (error) {
    if (!asksEngine.has(at)) throw error;
    const message = error instanceof Error ? error.message.slice(0, 200) : 'It threw what is no error.';
    return decide(passage, at, ending('quarantined', reasonOf('engine_failed', { evidence: { message } })));
  }
  return decide(passage, 'classify', withoutReason.superseded);
};
