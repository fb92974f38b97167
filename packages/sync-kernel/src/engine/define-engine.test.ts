import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { auditEvent } from '../operations/audit-event.js';
import { portableCrypto as crypto } from '../wire/portable-crypto.js';
import { defineEngine } from './define-engine.js';
import type { EngineDefinition } from './engine.js';

const record = z.strictObject({ title: z.string(), command: z.string().optional() });
type Note = z.infer<typeof record>;

const definition = (changes: Partial<EngineDefinition<Note>['manifest']> = {}): EngineDefinition<Note> => ({
  manifest: {
    engineId: 'sourceos.sync.notes',
    collection: 'notes',
    schemaVersion: '0.1.0',
    ownerRepo: 'example/notes',
    defaultEnabled: true,
    policyClass: 'high',
    encryptionScope: 'workspace',
    mergeStrategy: 'graph_merge',
    supportsTombstones: true,
    supportsRollback: true,
    supportsExport: true,
    dangerousFields: ['command'],
    auditEvents: ['notes.changed'],
    ...changes,
  },
  record,
});

const change = (pointers: readonly string[]) => ({
  objectId: 'urn:srcos:note:1',
  operation: 'put' as const,
  authorId: 'urn:srcos:person:ada',
  deviceId: 'urn:srcos:device:laptop',
  before: { title: 'a' },
  after: { title: 'b' },
  pointers,
});

describe('a definition that breaks its own promise is an error', () => {
  it.each([
    ['a dangerous field that no record has', definition({ dangerousFields: ['comand'] }), 'comand'],
    ['a value outside a vocabulary', definition({ mergeStrategy: 'merge' as 'crdt' }), 'mergeStrategy'],
    [
      'a critical engine whose strategy asks for no authority',
      definition({ policyClass: 'critical' }),
      'mergeStrategy',
    ],
    ['a default scope that is not among its scopes', { ...definition(), scopes: ['profile' as const] }, 'scopes'],
    [
      'migrations that do not lead to its version',
      { ...definition(), migrations: [{ from: '0.0.1', to: '0.0.2', migrate: (old: object) => ({ ...old }) }] },
      '0.1.0',
    ],
    [
      'a migration that goes back',
      { ...definition(), migrations: [{ from: '0.2.0', to: '0.1.0', migrate: (old: object) => ({ ...old }) }] },
      'not before',
    ],
  ])('%s', (_, broken, named) => {
    expect(() => defineEngine(broken)).toThrow(named);
  });
});

describe('classification', () => {
  it('is dangerous where a dangerous field changes', () => {
    expect(defineEngine(definition()).classify(change(['/command']))).toMatchObject({
      danger: 'dangerous',
      pointers: ['/command'],
    });
    expect(defineEngine(definition()).classify(change(['/title'])).danger).toBe('benign');
  });
  it("adds the engine's judgement, which cannot take danger away", () => {
    const engine = defineEngine({
      ...definition(),
      classify: ({ pointers }) => ({
        danger: pointers.includes('/title') ? 'dangerous' : 'benign',
        pointers: ['/title'],
        sentence: 'It renames the note.',
      }),
    });
    expect(engine.classify(change(['/command'])).danger).toBe('dangerous');
    expect(engine.classify(change(['/title', '/command']))).toEqual({
      danger: 'dangerous',
      pointers: ['/command', '/title'],
      sentence: 'It renames the note. It changes command.',
    });
  });
});

it('takes the scopes of a canonical engine from the registry, and the default alone of any other', () => {
  expect(defineEngine(definition()).scopes).toEqual(['workspace']);
});

it('describes a change even where the engine does not', () => {
  expect(defineEngine(definition()).describe(change(['/title'])).title).toContain('/title');
});

it('keeps a log of what hosts decide where it says how an event is appended, and nowhere else', () => {
  const event = auditEvent({
    crypto,
    decision: { writeId: `sha256:${'0'.repeat(64)}`, outcome: 'rejected', trace: ['parse'], reasons: [], audit: [] },
    scopeId: 'urn:srcos:profile:ada',
    deviceId: 'urn:srcos:device:laptop',
    at: 0,
  });
  const appended = { collection: 'notes', objectId: event.id, operation: 'put' as const };
  expect(defineEngine({ ...definition(), recordEvent: () => appended }).recordEvent?.(event)).toEqual(appended);
  expect('recordEvent' in defineEngine(definition())).toBe(false);
});
