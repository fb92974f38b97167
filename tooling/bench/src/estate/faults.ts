import type { RepoManifest } from '@sourceos/sync-spec';
import { format } from './format.js';
import type { Random } from '../random.js';

type Fault = (manifest: RepoManifest, random: Random) => string;
type Fields = Record<string, unknown>;

/** A change to one field of the document, or of its first engine. */
type Edit = (document: Fields, engine: Fields, random: Random) => void;

const oneOf =
  (...edits: readonly [Edit, ...Edit[]]): Fault =>
  (manifest, random) => {
    const document = structuredClone(manifest) as unknown as Fields & { syncEngines: [Fields] };
    random.pick(edits)(document, document.syncEngines[0], random);
    return format(document);
  };

const document =
  (name: string, value: unknown): Edit =>
  (fields) => {
    fields[name] = value;
  };

const engine =
  (name: string, value: unknown): Edit =>
  (_, fields) => {
    fields[name] = value;
  };

const without =
  (name: string): Edit =>
  (_, fields) => {
    // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- the fault is the absence
    delete fields[name];
  };

const brokenSyntax: readonly [(text: string, random: Random) => string, ...((text: string) => string)[]] = [
  (text, random) => text.slice(0, -random.integer(3, 80)),
  (text) => text.replace('"domain":', '"domain"'),
  (text) => text.replace(/\n\}\n$/, ',\n}\n'),
  (text) => `<<<<<<< HEAD\n${text}`,
];

/** The kinds of fault that are planted, each a way to write a right manifest wrongly. */
const faults = {
  'syntax error': (manifest, random) => random.pick(brokenSyntax)(format(manifest), random),
  'wrong type': oneOf(
    engine('defaultEnabled', 'true'),
    engine('supportsRollback', 1),
    engine('auditEvents', null),
    document('sourceChannels', 'none'),
  ),
  'unknown key': oneOf(engine('supportsImport', true), document('maintainers', ['platform-team'])),
  'misspelt name': oneOf(
    engine('mergeStrategy', 'manual_reveiw'),
    engine('encryptionScope', 'workpsace'),
    engine('policyClass', 'hihg'),
    document('domain', 'observabilty'),
  ),
  'duplicate key': (manifest, random) =>
    format(manifest).replace(
      /^( +)"schemaVersion": .*$/m,
      (line, indent: string) => `${line}\n${indent}"schemaVersion": "3.0.${random.integer(0, 9)}",`,
    ),
  'missing field': oneOf(
    without('schemaVersion'),
    without('encryptionScope'),
    without('supportsExport'),
    without('dangerousFields'),
    without('auditEvents'),
  ),
  // A critical engine whose strategy needs no authority: acceptance criterion 3.
  'broken acceptance rule': oneOf((_, fields, random) => {
    fields.policyClass = 'critical';
    fields.mergeStrategy = random.pick(['manual_review', 'graph_merge', 'crdt']);
  }),
} satisfies Record<string, Fault>;

export type FaultName = keyof typeof faults;
export const faultNames = Object.keys(faults) as readonly FaultName[];

/** A right manifest as text, with one fault of the kind in it. */
export const writeFaulty = (fault: FaultName, manifest: RepoManifest, random: Random): string =>
  faults[fault](manifest, random);
