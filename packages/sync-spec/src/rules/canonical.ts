import { findCanonicalEngine, type CanonicalEngine } from '../canonical-engines.js';
import { shorten } from '../problem.js';
import { enginesWithNamedStrategy } from './acceptance.js';
import type { EngineRule } from './rule.js';

interface TableColumn {
  readonly id: string;
  readonly field: 'collection' | 'policyClass' | 'mergeStrategy' | 'encryptionScope' | 'ownerRepo';
  readonly noun: string;
  readonly source: string;
  readonly allowed: (engine: CanonicalEngine) => readonly string[];
  readonly why: string;
}

const columns: readonly TableColumn[] = [
  {
    id: 'engine/canonical-collection',
    field: 'collection',
    noun: 'collection',
    source: 'Canonical engines, I6',
    allowed: (engine) => [engine.collection],
    why: 'Writes are routed to engines by collection. An engine that claims another collection would read records that were written under other rules.',
  },
  {
    id: 'engine/canonical-policy-class',
    field: 'policyClass',
    noun: 'policy class',
    source: 'Canonical engines, I6',
    allowed: (engine) => [engine.policyClass],
    why: 'The policy class decides what a remote change must prove. Owners cannot lower it for a canonical engine, and a higher one would refuse writes that other owners rightly make.',
  },
  {
    id: 'engine/canonical-strategy',
    field: 'mergeStrategy',
    noun: 'merge strategy',
    source: 'Canonical engines, I6',
    // An acceptance criterion that names the engine says it better; one fault, one finding.
    allowed: (engine) => (enginesWithNamedStrategy.has(engine.engineId) ? [] : engine.mergeStrategies),
    why: 'Devices that merge one collection by different strategies do not converge.',
  },
  {
    id: 'engine/canonical-scope',
    field: 'encryptionScope',
    noun: 'encryption scope',
    source: 'Canonical engines, I2',
    allowed: (engine) => engine.encryptionScopes,
    why: 'The scope decides whose key seals a record. A wider one shows records to people who were never meant to read them.',
  },
  {
    id: 'engine/canonical-owner',
    field: 'ownerRepo',
    noun: 'owner',
    source: 'Canonical engines, I8',
    allowed: (engine) => engine.owners,
    why: 'The owner answers for the contract. A declaration that names another repository moves that responsibility without anybody agreeing to it.',
  },
];

/** For a canonical engine, the table's columns are fixed. */
export const canonicalRules: readonly EngineRule[] = columns.map(({ id, field, noun, source, allowed, why }) => ({
  id,
  severity: 'error',
  source,
  summary: `A canonical engine declares another ${noun} than the registry`,
  explanation: why,
  fix: `Set ${field} to what the canonical table says; \`sync-estate explain <engine>\` shows the row.`,
  check: (declaration) => {
    const engineId = declaration.engineId;
    const found = declaration[field];
    if (typeof engineId !== 'string' || typeof found !== 'string') return [];
    const engine = findCanonicalEngine(engineId);
    if (engine === undefined) return [];
    const names = allowed(engine);
    if (names.length === 0 || names.some((name) => isSame(field, name, found))) return [];
    return [
      {
        rule: id,
        path: [field],
        on: 'value',
        message: `The ${noun} of ${engineId} is ${names.join(' or ')}, not ${shorten(found)}`,
        found: shorten(found),
        expected: names.join(' or '),
        candidates: names,
      },
    ];
  },
}));

/** GitHub ignores case in names of repositories; nothing else does. */
const isSame = (field: TableColumn['field'], name: string, found: string): boolean =>
  field === 'ownerRepo' ? name.toLowerCase() === found.toLowerCase() : name === found;
