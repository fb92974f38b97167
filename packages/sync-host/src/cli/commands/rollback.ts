import type { RollbackPlan, RollbackTarget } from '@sourceos/sync-kernel';
import { reasonDetails } from '@sourceos/sync-kernel';
import { applyRollback, planScopeRollback } from '../../operations/rollback.js';
import { decisionJson, decisionLines, isFinding } from '../describe-decision.js';
import { exitCodes } from '../exit-code.js';
import type { Flags } from '../flags.js';
import { outcome, refusal, usage, type CommandResult, type Line } from '../outcome.js';
import { pickEngine, pickScopeOf } from '../pick-scope.js';
import { now, withSession } from '../session.js';

export interface RollbackFlags extends Flags {
  readonly scope?: string;
  readonly object?: string;
  readonly write?: string;
  readonly author?: string;
  readonly device?: string;
  /** Milliseconds since 1970. */
  readonly since?: number;
  readonly overrule?: readonly string[];
  readonly apply?: true;
}

/** What is to be undone; a sentence where the options say none or more than one thing. */
const targetOf = ({ object, write, author, device, since }: RollbackFlags): RollbackTarget | string => {
  const named = [object, author, device].filter((name) => name !== undefined);
  if (named.length !== 1) return 'Say what to undo: one of --object, --author and --device.';
  if (object !== undefined) {
    if (write !== undefined) return { kind: 'to_write', objectId: object, writeId: write };
    return since === undefined
      ? 'Say to when: --write <id>, or --since <time>.'
      : { kind: 'to_time', objectId: object, at: since };
  }
  if (since === undefined) return 'Say since when: --since <time>, as this device received it.';
  if (author !== undefined) return { kind: 'undo_author', authorId: author, since };
  return { kind: 'undo_device', deviceId: device ?? '', since };
};

const planLines = ({ steps, skipped, bulkDeletion }: RollbackPlan): readonly Line[] => [
  ...steps.flatMap(({ objectId, to, because }): readonly Line[] => [
    { tone: 'strong', text: `${objectId}: ${to === undefined ? 'deleted' : 'back to an earlier record'}` },
    `  ${because}`,
  ]),
  ...skipped.map(({ objectId, sentence }): Line => ({ tone: 'warn', text: `${objectId} is left: ${sentence}` })),
  ...(bulkDeletion
    ? [{ tone: 'warn', text: 'It deletes so much that other devices may ask for a review.' } as const]
    : []),
];

/** `sync-host rollback <engine>`: the plan; with --apply, new writes that carry it out. */
export const rollbackCommand = (name: string, flags: RollbackFlags): Promise<CommandResult> => {
  const target = targetOf(flags);
  if (typeof target === 'string') return Promise.resolve(usage(target));
  return withSession(flags, (session) => {
    const engine = pickEngine(session, name);
    if (!engine.ok) return refusal(engine);
    const scope = pickScopeOf(session, engine.value, flags.scope);
    if (!scope.ok) return refusal(scope);
    const { keyring } = session;
    const by = { scope: scope.value, keyring, engine: engine.value, now: now() };
    const planned = planScopeRollback({
      ...by,
      target,
      ...(flags.overrule !== undefined && { overrule: new Set(flags.overrule) }),
    });
    if (!planned.ok) {
      const [reason] = planned.reasons;
      return usage(
        reason === undefined ? 'It may not be rolled back.' : reasonDetails[reason.detail].meaning,
        'rollback_denied',
      );
    }
    const { plan } = planned;
    const left = plan.skipped.some(({ cause }) => cause !== 'no_effect');
    if (flags.apply !== true) {
      return outcome(
        { plan, applied: false },
        [
          ...planLines(plan),
          plan.steps.length === 0
            ? 'There is nothing to undo.'
            : `${plan.steps.length} would be written. Nothing is done yet: say --apply.`,
        ],
        left ? exitCodes.findings : exitCodes.ok,
      );
    }
    const done = applyRollback(plan, by);
    if (!done.ok) return refusal(done);
    const { written, stale, decisions } = done.value;
    return outcome(
      { plan, applied: true, written, stale, decisions: decisions.map(decisionJson) },
      [
        ...planLines(plan),
        ...decisions.flatMap(decisionLines),
        ...stale.map((objectId): Line => ({ tone: 'warn', text: `${objectId} changed meanwhile: plan it again` })),
        { tone: 'good', text: `${written} written.` },
      ],
      left || stale.length > 0 || decisions.some(isFinding) ? exitCodes.findings : exitCodes.ok,
    );
  });
};
