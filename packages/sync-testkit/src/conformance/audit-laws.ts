import {
  reasonDetails,
  reasonOf,
  type AuditDraft,
  type Change,
  type ChangeOutcome,
  type ReasonDetail,
} from '@sourceos/sync-kernel';
import { expectThat } from '../law.js';
import { changeOf } from './danger-laws.js';
import type { ConformanceLaw } from './deviation.js';
import { onSome, replaces } from './examples.js';
import { createScene } from './scene.js';
import { spied } from './spy.js';
import type { ConformanceSubject } from './subject.js';

const refusals = ['held', 'quarantined', 'rejected'] as const;

/** Every way in which a write can come out. */
const outcomesOf = (acceptances: boolean): readonly ChangeOutcome[] => [
  ...(acceptances ? (['applied', 'merged', 'superseded'] as const) : []).map((outcome) => ({ outcome, reasons: [] })),
  ...refusals.flatMap((outcome) =>
    (Object.keys(reasonDetails) as ReasonDetail[]).map((detail) => ({ outcome, reasons: [reasonOf(detail)] })),
  ),
];

/** New objects, edits and deletions: a few hundred of each. */
const sampleOf = (subject: ConformanceSubject): readonly Change[] => {
  const pool = subject.pool();
  const all = subject.changes();
  const step = Math.max(1, Math.floor(all.length / 300));
  const edits = all.filter((_, index) => index % step === 0);
  return [
    ...pool.map((after) => changeOf(subject.objectIdOf(after), { before: undefined, after })),
    ...[...(subject.specimens.changes ?? []), ...edits].map((change) =>
      changeOf(subject.objectIdOf(change.after), change),
    ),
    ...pool.map((before): Change => {
      const change = changeOf(subject.objectIdOf(before), { before: undefined, after: before });
      return { ...change, operation: 'tombstone', before, after: undefined };
    }),
  ];
};

/** `auditEvents`, and from which `policyClass` acceptances are recorded (I1, I3). */
export const auditLaws = (subject: ConformanceSubject): readonly ConformanceLaw[] => {
  const { engine } = subject;
  const { auditEvents, policyClass } = engine.manifest;
  const acceptances = policyClass !== 'low';
  const draftsOf = (change: Change, outcomes: readonly ChangeOutcome[]): readonly AuditDraft[] =>
    outcomes.flatMap((outcome) => engine.audit(change, outcome));

  return [
    {
      name: 'auditEvents: nothing is emitted that is not declared',
      check: () => {
        for (const change of sampleOf(subject)) {
          for (const { eventType, subjectId } of draftsOf(change, outcomesOf(true))) {
            expectThat(auditEvents.includes(eventType), () => `"${eventType}" is emitted and not declared.`);
            expectThat(subjectId !== '', () => `"${eventType}" names no subject.`);
          }
        }
      },
    },
    ...auditEvents.map((event): ConformanceLaw => ({
      name: `auditEvents: ${event} is reachable`,
      check: () => {
        const outcomes = outcomesOf(acceptances);
        const reached = sampleOf(subject).some((change) =>
          draftsOf(change, outcomes).some(({ eventType }) => eventType === event),
        );
        expectThat(reached, () => `Nothing that is generated emits "${event}".`);
      },
    })),
    {
      name: acceptances
        ? 'policyClass: what is accepted is audited'
        : 'policyClass: what is accepted is not audited below medium',
      ...(acceptances && { deviation: 'is-the-record' as const }),
      check: () => {
        const watched = spied(engine);
        onSome(
          replaces(subject) ? subject.changes() : subject.pool().map((after) => ({ before: undefined, after })),
          ({ before, after }) => {
            const scene = createScene(subject, { engine: watched.engine });
            if (before !== undefined && !scene.establish(before)) return false;
            watched.seen.audits.length = 0;
            const authored = scene.bob.author([scene.changeOf(after)], scene.now() + 1_000);
            const own = authored.decisions.at(-1);
            const decision = own?.outcome === 'held' ? scene.approve({ decision: own, view: undefined }).decision : own;
            const { outcome } = decision ?? {};
            if (decision === undefined || (outcome !== 'applied' && outcome !== 'merged')) return false;
            expectThat(decision.audit.length > 0 === acceptances, () =>
              acceptances ? `What is ${outcome} is not audited.` : `What is ${outcome} is audited.`,
            );
            return true;
          },
          () => 'Nothing that bob writes himself is in force.',
        );
      },
    },
    {
      name: 'auditEvents: what is refused is audited',
      check: () => {
        const refused: readonly ChangeOutcome[] = [{ outcome: 'quarantined', reasons: [reasonOf('engine_denied')] }];
        for (const change of sampleOf(subject)) {
          expectThat(draftsOf(change, refused).length > 0, () => `Refusing ${change.pointers.join(', ')} is silent.`);
        }
      },
    },
  ];
};
