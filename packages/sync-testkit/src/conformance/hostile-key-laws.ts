import type { Json, JsonObject } from '@sourceos/sync-kernel';
import { expectThat } from '../law.js';
import type { ConformanceLaw } from './deviation.js';
import { onNewRecords } from './examples.js';
import { createScene, unjudging } from './scene.js';
import { spied } from './spy.js';
import type { ConformanceSubject } from './subject.js';

/** Stands for `__proto__` until the record is sealed: no honest software seals such a name. */
const placeholder = 'memberNamedProto';

/** Names that every object answers to, though no record has them. */
const inherited = ['constructor', 'toString', 'hasOwnProperty', 'valueOf'] as const;

const isPlain = (value: Json): boolean => {
  if (typeof value !== 'object' || value === null) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== (Array.isArray(value) ? Array.prototype : Object.prototype) && prototype !== null) return false;
  if (Object.hasOwn(value, '__proto__')) return false;
  return Object.values(value as JsonObject).every(isPlain);
};

/** Names of members that mean something to the language. */
export const hostileKeyLaws = (subject: ConformanceSubject): readonly ConformanceLaw[] => {
  const { engine } = subject;
  const [major = 0, minor = 0] = engine.manifest.schemaVersion.split('.').map(Number);
  const newer = unjudging(engine, { schemaVersion: `${major}.${minor + 1}.0` });
  return [
    {
      name: 'hostile keys: no hook is ever given a member that is or changes a prototype',
      check: () => {
        const watched = spied(engine);
        for (const record of subject.pool().slice(0, 10)) {
          const scene = createScene(subject, { engine: watched.engine });
          const { decision, view } = scene.put(
            { ...record, [placeholder]: { hostile: true } },
            { engine: newer, tamper: (text) => text.replace(placeholder, '__proto__') },
          );
          scene.put({ ...record, constructor: { prototype: { hostile: true } } }, { engine: newer });
          expectThat(view?.record === undefined, () => `A record with __proto__ is ${decision.outcome}.`);
        }
        for (const seen of watched.seen.records)
          expectThat(isPlain(seen), () => 'A hook was given a record with a prototype of its own.');
      },
    },
    {
      name: 'hostile keys: members named like what every object has are members like others',
      check: () => {
        const hostile = Object.fromEntries(inherited.map((name) => [name, 'hostile']));
        onNewRecords(
          subject,
          (record) => {
            const scene = createScene(subject);
            const { decision } = scene.put({ ...record, ...hostile }, { engine: newer });
            expectThat(
              decision.reasons.every(({ detail }) => detail !== 'engine_failed' && detail !== 'migration_failed'),
              () => `A hook failed on members named ${inherited.join(', ')}.`,
            );
            return true;
          },
          'could be written',
        );
      },
    },
  ];
};
