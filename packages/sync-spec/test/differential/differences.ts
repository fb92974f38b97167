import { parse } from 'semver';
import type { ContractName } from '../../src/json-schemas.js';

type Members = Record<string, unknown>;

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A difference between a published schema and ours, told by what undoes it. */
export interface Difference {
  /** The heading that explains it in docs/schema-differences.md. */
  readonly heading: string;
  readonly contracts: readonly ContractName[];
  /** What ours does where the difference decides. */
  readonly ours: 'accepts' | 'refuses';
  /** The same document where it does not carry the difference, else one that does not any more. */
  readonly undo: (document: unknown) => unknown;
}

const engines: readonly ContractName[] = ['SyncEngineManifest', 'SourceOSRepoManifest'];
const dated: readonly ContractName[] = ['AuditEvent', 'AgentCapabilityLease'];

/** Applies a change to the engine that a document is, or to each engine that it holds. */
const inEngines =
  (change: (engine: Members) => Members) =>
  (document: unknown): unknown => {
    if (!isObject(document)) return document;
    if (!Array.isArray(document.syncEngines)) return change(document);
    return {
      ...document,
      syncEngines: document.syncEngines.map((engine: unknown) => (isObject(engine) ? change(engine) : engine)),
    };
  };

const withoutMember =
  (name: string) =>
  (engine: Members): Members =>
    Object.fromEntries(Object.entries(engine).filter(([key]) => key !== name));

const isSemver = (version: string): boolean => parse(version) !== null && /^\d\S*$/.test(version);

const onlyKnown =
  (field: string, known: readonly string[]) =>
  (engine: Members): Members => {
    const codes = engine[field];
    if (!Array.isArray(codes)) return engine;
    return { ...engine, [field]: codes.filter((code) => typeof code !== 'string' || known.includes(code)) };
  };

const dateFields = ['occurredAt', 'issuedAt', 'expiresAt', 'revokedAt'];

const inDates =
  (change: (moment: string) => string) =>
  (document: unknown): unknown => {
    if (!isObject(document)) return document;
    const members = Object.entries(document).map(([name, value]) => [
      name,
      dateFields.includes(name) && typeof value === 'string' ? change(value) : value,
    ]);
    return Object.fromEntries(members) as Members;
  };

const withoutPrototypeKey = (document: unknown): unknown => {
  if (!isObject(document)) return document;
  const members = Object.entries(document).map(([name, value]) => [
    name,
    ['details', 'scope'].includes(name) && isObject(value) ? withoutMember('__proto__')(value) : value,
  ]);
  return Object.fromEntries(members) as Members;
};

/** The letter of RFC 3339 §5.6, for the parts that validators read more widely. */
const rfc3339 = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/**
 * The differences, all of them: the differential test fails on any other.
 *
 * @param states the engine states of the specification
 * @param reasons the reason codes of the specification
 */
export const differencesWith = (states: readonly string[], reasons: readonly string[]): readonly Difference[] => [
  {
    heading: '`$schema` is allowed',
    contracts: engines,
    ours: 'accepts',
    undo: inEngines(withoutMember('$schema')),
  },
  {
    heading: '`schemaVersion` is a semantic version',
    contracts: engines,
    ours: 'refuses',
    undo: inEngines((engine) =>
      typeof engine.schemaVersion === 'string' && !isSemver(engine.schemaVersion)
        ? { ...engine, schemaVersion: '0.1.0' }
        : engine,
    ),
  },
  {
    heading: '`stateCodes` come from the vocabulary',
    contracts: engines,
    ours: 'refuses',
    undo: inEngines(onlyKnown('stateCodes', states)),
  },
  {
    heading: '`reasonCodes` come from the vocabulary',
    contracts: engines,
    ours: 'refuses',
    undo: inEngines(onlyKnown('reasonCodes', reasons)),
  },
  {
    heading: '`__proto__` names no member of an open object',
    contracts: dated,
    ours: 'refuses',
    undo: withoutPrototypeKey,
  },
  {
    heading: 'Leap seconds are refused',
    contracts: dated,
    ours: 'refuses',
    undo: inDates((moment) => moment.replace(/^(.{16}):60/, '$1:59')),
  },
  {
    heading: 'Date-times are those of RFC 3339',
    contracts: dated,
    ours: 'refuses',
    undo: inDates((moment) => (rfc3339.test(moment) ? moment : '2026-01-31T12:00:00Z')),
  },
];
