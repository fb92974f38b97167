import type { Engine, Json, JsonObject } from '@sourceos/sync-kernel';
import type { Broken } from './broken-engines.js';
import { inheriting, misreading, swappingStrategies } from './broken-hosts.js';
import { conformingEngine } from './conforming-engine.js';

const good = conformingEngine('graph_merge');
const low = conformingEngine('graph_merge', { policyClass: 'low' });
const withHooks = (hooks: Partial<Engine>): Engine => ({ ...good, ...hooks });
const answers = (hook: string): string =>
  `${hook}: answers for every valid record, the same each time, and changes nothing`;
const draft = (eventType: string) => [{ eventType, subjectId: 'urn:srcos:conformance:one' }];
const isAccepted = (outcome: string): boolean => ['applied', 'merged', 'superseded'].includes(outcome);

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

let calls = 0;

/** Writes into what it was given. */
const scribble = (record: JsonObject | undefined): void => {
  Object.assign(record ?? {}, { scribbled: true });
};

/** Engines of which one hook breaks one law of conformance. */
export const brokenHooks: readonly Broken[] = [
  {
    law: 'auditEvents: nothing is emitted that is not declared',
    engine: withHooks({ audit: () => draft('laws.undeclared') }),
  },
  { law: 'auditEvents: laws.changed is reachable', engine: withHooks({ audit: () => draft('laws.refused') }) },
  { law: 'auditEvents: laws.refused is reachable', engine: withHooks({ audit: () => draft('laws.changed') }) },
  {
    law: 'policyClass: what is accepted is audited',
    engine: withHooks({ audit: (_, { outcome }) => (isAccepted(outcome) ? [] : draft('laws.refused')) }),
  },
  {
    law: 'policyClass: what is accepted is not audited below medium',
    engine: low,
    host: misreading({ policyClass: 'medium' }),
  },
  {
    law: 'auditEvents: what is refused is audited',
    engine: withHooks({ audit: (_, { outcome }) => (isAccepted(outcome) ? draft('laws.changed') : []) }),
  },
  {
    law: answers('classify'),
    engine: withHooks({
      classify: (change) => {
        scribble(change.after);
        return good.classify(change);
      },
    }),
  },
  {
    law: answers('describe'),
    engine: withHooks({ describe: (change) => ({ ...good.describe(change), title: `Call ${(calls += 1)}.` }) }),
  },
  {
    law: answers('authorizeWrite'),
    engine: withHooks({
      authorizeWrite: () => ((calls += 1) % 2 === 0 ? [] : [{ code: 'policy_denied', detail: 'engine_denied' }]),
    }),
  },
  {
    law: answers('authorize'),
    engine: withHooks({
      authorizes: true,
      authorize: ({ after }) => {
        if (after?.version === 2) throw new RangeError('Version two.');
        return [];
      },
    }),
  },
  {
    law: answers('redact'),
    engine: withHooks({
      redact: (record) => {
        scribble(record);
        return { record, findings: [] };
      },
    }),
  },
  {
    law: answers('audit'),
    engine: withHooks({ audit: () => draft(`laws.changed.${(calls += 1)}`) }),
  },
  {
    law: answers('resolve'),
    engine: withHooks({
      resolve: ({ candidates }) => {
        throw new RangeError(`${candidates.length} candidates.`);
      },
    }),
  },
  {
    law: 'describe: a card says in one sentence what would change, and in one why that is risky',
    engine: withHooks({ describe: (change) => ({ ...good.describe(change), title: 'Harmless.\nReally.' }) }),
  },
  {
    law: 'redact: leaves nothing that it would take out again',
    engine: withHooks({
      redact: (record) => ({
        record: { ...record, title: `${textOf(record.title)}!` },
        findings: [{ pointer: '/title', kind: 'token' }],
      }),
    }),
  },
  {
    law: 'redact: a finding never holds the value that it is about',
    engine: withHooks({
      redact: (record) => ({ record, findings: [{ pointer: '/colour', kind: `a ${textOf(record.colour)}` }] }),
    }),
  },
  {
    law: 'redact: finds a secret wherever a record takes one',
    engine: withHooks({ redact: (record) => ({ record, findings: [] }) }),
  },
  {
    law: 'resolve: does not depend on the order of the candidates',
    engine: withHooks({ resolve: ({ candidates }) => candidates[0] }),
  },
  { law: 'resolve: what it makes is a valid record', engine: withHooks({ resolve: () => ({ nothing: true }) }) },
  {
    law: 'hostile keys: no hook is ever given a member that is or changes a prototype',
    engine: good,
    host: inheriting,
  },
  {
    law: 'hostile keys: members named like what every object has are members like others',
    engine: withHooks({
      classify: (change) => {
        if (typeof change.after?.toString === 'string') throw new RangeError('It cannot be shown.');
        return good.classify(change);
      },
    }),
  },
  {
    law: 'mergeStrategy: the strategy that runs is the one that is declared',
    engine: good,
    host: swappingStrategies,
  },
];
