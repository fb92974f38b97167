import { changedPointers, type Change, type Json, type JsonObject } from '@sourceos/sync-kernel';
import * as fc from 'fast-check';
import { canonical } from '../canonical.js';
import { expectThat } from '../law.js';
import { lawfulControl } from '../laws/lawful-control.js';
import { changeOf } from './danger-laws.js';
import { deepFrozen } from './deep-frozen.js';
import type { ConformanceLaw } from './deviation.js';
import { start } from './scope-records.js';
import type { ConformanceSubject } from './subject.js';
import { valueAt } from './value-at.js';

// A line break or another control character could make one sentence look like two, or hide the second.
const control = /\p{Cc}/u;

const context = {
  now: start,
  wall: start,
  n: 1,
  control: lawfulControl(),
  informed: () => true,
  lookup: () => undefined,
};

/** What every hook owes on valid records: it answers, the same each time, and changes nothing. */
export const hookLaws = (subject: ConformanceSubject): readonly ConformanceLaw[] => {
  const { engine, specimens, assert } = subject;
  const { records } = specimens;
  const side = fc.option(records, { nil: undefined });
  /** New, edited and deleted records, frozen to the ground. */
  const changes: fc.Arbitrary<Change> = fc
    .tuple(side, side)
    .filter(([before, after]) => before !== undefined || after !== undefined)
    .map(([before, after]) => {
      const pointers = changedPointers(before, after);
      const change = changeOf(subject.objectIdOf(after ?? before ?? {}), { before, after: after ?? {} });
      return deepFrozen({ ...change, operation: after === undefined ? 'tombstone' : 'put', before, after, pointers });
    });
  const total = <Case>(name: string, cases: fc.Arbitrary<Case>, hook: (example: Case) => unknown): ConformanceLaw => ({
    name: `${name}: answers for every valid record, the same each time, and changes nothing`,
    check: () =>
      assert(cases, (example) => {
        const [first, second] = [hook(example), hook(example)].map((answer) => canonical((answer ?? null) as Json));
        expectThat(first === second, () => `It answers ${String(first)}, and then ${String(second)}.`);
      }),
  });

  return [
    total('classify', changes, (change) => engine.classify(change)),
    total('describe', changes, (change) => engine.describe(change)),
    total('authorizeWrite', changes, ({ after, ...change }) =>
      engine.authorizeWrite({ ...change, record: after }, context),
    ),
    total('authorize', changes, (change) => engine.authorize(change, context)),
    total('redact', records.map(deepFrozen), (record) => engine.redact(record)),
    total('audit', changes, (change) => [
      engine.audit(change, { outcome: 'applied', reasons: [] }),
      engine.audit(change, { outcome: 'held', reasons: [] }),
    ]),
    total('resolve', fc.tuple(side, fc.array(records, { minLength: 2, maxLength: 3 })).map(deepFrozen), (drawn) => {
      const [before, candidates] = drawn;
      return engine.resolve({ objectId: 'urn:srcos:conformance:one', before, candidates });
    }),
    {
      name: 'describe: a card says in one sentence what would change, and in one why that is risky',
      check: () =>
        assert(changes, (change) => {
          const { title, risk, alternatives } = engine.describe(change);
          for (const sentence of [title, risk]) {
            expectThat(/\S.*[.?!]$/su.test(sentence), () => `"${sentence}" is no sentence.`);
            expectThat(!control.test(sentence), () => `"${sentence}" holds a control character.`);
            expectThat(sentence.length <= 1_000, () => `A sentence of ${sentence.length} characters is none.`);
          }
          expectThat(alternatives.length > 0, () => 'The card names no alternative.');
        }),
    },
    {
      name: 'redact: leaves nothing that it would take out again',
      check: () =>
        assert(withCanaries(subject), ({ record }) => {
          const once = engine.redact(record);
          if (once.findings.length === 0) return;
          const twice = engine.redact(once.record);
          // A record that has no place for a reference keeps its secret and its findings: it is refused as a whole.
          if (!engine.record.safeParse(once.record).success) return;
          if (canonical(once.record) === canonical(record)) return;
          expectThat(canonical(twice.record) === canonical(once.record), () => 'A second time changes the record.');
          expectThat(twice.findings.length === 0, () => `A second time finds ${JSON.stringify(twice.findings)}.`);
        }),
    },
    {
      name: 'redact: a finding never holds the value that it is about',
      check: () =>
        assert(withCanaries(subject), ({ record }) => {
          for (const finding of engine.redact(record).findings) {
            const value = valueAt(record, finding.pointer);
            if (typeof value !== 'string' || value.length < 8) continue;
            expectThat(!JSON.stringify(finding).includes(value), () => `The finding at ${finding.pointer} tells it.`);
          }
        }),
    },
    ...((specimens.canaries ?? []).length === 0
      ? []
      : [
          {
            name: 'redact: finds a secret wherever a record takes one',
            check: () =>
              assert(withCanaries(subject), ({ record, canary }) => {
                if (canary === undefined) return;
                const { findings } = engine.redact(record);
                expectThat(findings.length > 0, () => 'It is not found.');
              }),
          },
        ]),
  ];
};

/** Records in which one text is a canary, where the schema takes it there. */
const withCanaries = ({
  engine,
  specimens: { records, canaries = [] },
}: ConformanceSubject): fc.Arbitrary<{ record: JsonObject; canary: string | undefined }> =>
  canaries.length === 0
    ? records.map((record) => ({ record, canary: undefined }))
    : fc.tuple(records, fc.constantFrom(...canaries), fc.nat()).map(([record, canary, at]) => {
        const names = Object.keys(record).filter((name) => {
          if (typeof record[name] !== 'string') return false;
          return engine.record.safeParse({ ...record, [name]: canary }).success;
        });
        const name = names[at % Math.max(1, names.length)];
        return name === undefined ? { record, canary: undefined } : { record: { ...record, [name]: canary }, canary };
      });
