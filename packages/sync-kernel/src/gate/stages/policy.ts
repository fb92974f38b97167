import type { ControlView } from '../../control/control-view.js';
import { changeOf } from '../../engine/change-of.js';
import { withSubtree } from '../../engine/with-subtree.js';
import type { Change } from '../../engine/change.js';
import type { Engine } from '../../engine/engine.js';
import { reasonOf } from '../../model/reason-of.js';
import { strategies } from '../../merge/strategies.js';
import { covers } from '../../merge/vector.js';
import type { Reason } from '../../model/reason.js';
import type { PolicyAnswer } from '../../policy/policy-view.js';
import type { Version } from '../../model/version.js';
import { checkOperation, isBulkDeletion } from '../../operations/tombstone.js';
import { askingControl } from '../asked-of-control.js';
import type { GateContext } from '../gate-context.js';
import { isHigh } from '../policy-class.js';
import { ending, hold, type Ending, type Passage } from '../passage.js';

const none: readonly never[] = [];

const strictness = { allow: 0, review: 1, deny: 2 } as const;

/** The stricter of two answers, and of equally strict ones the first. */
const stricter = (first: PolicyAnswer, other: PolicyAnswer): PolicyAnswer =>
  strictness[other.effect] > strictness[first.effect] ? other : first;

/** What the policy bundles in force say of it: denied, held for a person, or nothing. */
const byBundles = (passage: Passage, engine: Engine, version: Version, context: GateContext): Ending | undefined => {
  const view = context.policy(passage.write);
  if (view === undefined) return undefined;
  const subjects = [version.authorId, version.deviceId, context.scopeId];
  const dangerous = passage.classification?.danger === 'dangerous';
  const written = `sync.${passage.write.collection}.${version.operation}`;
  let answer = view.evaluate({ capability: written, subjects, dangerous });
  // What a write asks for in its domain is not denied by default: that the write itself may be is enough.
  for (const capability of engine.capabilities?.(version) ?? none) {
    answer = stricter(answer, view.evaluate({ capability, subjects, dangerous: false }));
  }
  if (answer.effect === 'allow') return undefined;
  const evidence = { because: answer.because };
  if (answer.effect === 'review') {
    hold(passage, reasonOf('rule_review', { evidence }));
    return undefined;
  }
  return ending('quarantined', reasonOf(answer.byDefault ? 'denied_by_default' : 'rule_denied', { evidence }));
};

/** Why a person has to decide first, on a device that did not make the change itself (I3, I12). */
const holdsOf = (engine: Engine, passage: Passage, change: Change, context: GateContext): readonly Reason[] => {
  if (!isHigh(engine) || change.deviceId === context.deviceId) return [];
  const holds: Reason[] = [];
  const { classification } = passage;
  if (classification?.danger === 'dangerous' && strategies[engine.manifest.mergeStrategy].judgesDanger !== true) {
    const [pointer] = classification.pointers;
    const evidence = { sentence: classification.sentence };
    holds.push(reasonOf('dangerous_change', pointer === undefined ? { evidence } : { pointer, evidence }));
  }
  if (change.after === undefined) {
    const collection = context.collection(engine);
    const count = context.deletions(passage.write);
    if (isBulkDeletion(count, collection.size())) holds.push(reasonOf('bulk_deletion', { evidence: { count } }));
  }
  return holds;
};

/** What the engine's own rules have against the write, by what it says itself and by what came before it. */
const rulesOf = (
  passage: Passage,
  engine: Engine,
  version: Version,
  control: ControlView,
  { now, collection }: GateContext,
): readonly Reason[] => {
  const { objectId, clock } = version;
  const denied = engine.authorizeWrite(version, { wall: clock.wall, n: clock.n, control });
  if (denied.length > 0 || engine.authorizes !== true) return denied;
  // What this device holds back or has in force of its own must not decide what all devices replicate (I10).
  const { common } = collection(engine);
  const asked = [objectId];
  passage.asked = asked;
  return engine.authorize(withSubtree(engine, changeOf(version, common.record(objectId)), common.below), {
    now,
    wall: clock.wall,
    n: clock.n,
    control,
    informed: () => covers(clock.context, collection(engine).context(objectId)),
    lookup: (other) => {
      asked.push(other);
      return common.record(other);
    },
  });
};

/** What the engine's rules have against the write, with what they asked of authority kept: it may be taken back. */
const deniedByEngine = (
  passage: Passage,
  engine: Engine,
  version: Version,
  context: GateContext,
): readonly Reason[] => {
  const { answer, asked } = askingControl(context.control, (control) =>
    rulesOf(passage, engine, version, control, context),
  );
  passage.askedOfControl = asked;
  return answer;
};

/** The manifest's flags, the engine's own authority, and the policy in force, each may end the write or hold it. */
export const policy = (passage: Passage, context: GateContext): Ending | undefined => {
  const { engine, version } = passage;
  if (engine === undefined || version === undefined) return undefined;
  const flag = checkOperation(engine, version.operation);
  if (flag !== undefined) return ending('quarantined', flag);
  const collection = context.collection(engine);
  const change = withSubtree(engine, changeOf(version, collection.record(version.objectId)), collection.below);
  passage.change = change;
  passage.classification = engine.classify(change);
  const denied = deniedByEngine(passage, engine, version, context);
  if (denied.length > 0) return ending('quarantined', ...denied);
  const ended = byBundles(passage, engine, version, context);
  if (ended !== undefined) return ended;
  hold(passage, ...holdsOf(engine, passage, change, context));
  return undefined;
};
