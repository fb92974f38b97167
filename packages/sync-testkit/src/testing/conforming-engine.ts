import { defineEngine, type Engine, type EngineDefinition } from '@sourceos/sync-kernel';
import type { MergeStrategy } from '@sourceos/sync-spec';
import type { Specimens } from '../conformance/specimens.js';
import { lawEngine, lawPatches, lawRecord, lawRecords } from './law-engine.js';

const token = /token-[a-z]{8}/;

/** An engine that does all it promises, with every hook. */
export const conformingEngine = (
  mergeStrategy: MergeStrategy,
  manifest: Partial<EngineDefinition['manifest']> = {},
): Engine =>
  defineEngine({
    record: lawRecord,
    merge: lawEngine(mergeStrategy).merge,
    manifest: {
      ...lawEngine(mergeStrategy).manifest,
      auditEvents: ['laws.changed', 'laws.refused'],
      ...manifest,
    },
    migrations: [{ from: '0.9.0', to: '1.0.0', migrate: ({ name, ...rest }) => ({ ...rest, title: name ?? '' }) }],
    classify: ({ before, after }) => {
      const goes = before !== undefined && after === undefined;
      return { danger: goes ? 'dangerous' : 'benign', pointers: goes ? [''] : [], sentence: 'The record goes.' };
    },
    redact: (record) => {
      const told = Object.entries(record).filter(([, value]) => typeof value === 'string' && token.test(value));
      const cleared = told.map(([name, value]) => [name, String(value).replace(token, '[token]')]);
      return {
        record: { ...record, ...(Object.fromEntries(cleared) as Partial<typeof record>) },
        findings: told.map(([name]) => ({ pointer: `/${name}`, kind: 'token' })),
      };
    },
    resolve: ({ before, candidates }) => {
      const [one, other] = candidates;
      if (one === undefined || other === undefined || candidates.length > 2) return undefined;
      const scripts = new Set([before, one, other].map((each) => each?.script));
      if (scripts.size > 1) return undefined;
      const [first = one] = [one, other].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
      return first;
    },
    describe: ({ after }) => ({
      title: after === undefined ? 'A record would be deleted.' : 'A record would be written.',
      risk: 'Its script is executed.',
      alternatives: ['Keep what is in force.'],
    }),
    audit: ({ objectId }, { outcome }) => [
      {
        eventType: ['applied', 'merged', 'superseded'].includes(outcome) ? 'laws.changed' : 'laws.refused',
        subjectId: objectId,
      },
    ],
  });

export const conformingSpecimens = (): Specimens => ({
  records: lawRecords,
  patches: lawPatches,
  older: { schemaVersion: '0.9.0', record: { name: 'one', colour: 'red' } },
  revocation: (objectId) => ({ title: 'one', colour: 'red', revokes: [objectId] }),
  canaries: ['token-abcdefgh'],
});
