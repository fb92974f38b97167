import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentsOf } from '../test/differential/documents.js';
import { rightEngine, rightRepo, without } from '../test/manifests.js';
import { toPointer, type Problem } from './problem.js';
import { repoManifestSchema } from './repo-manifest.js';
import { manifestRules } from './rules/index.js';
import { engineShape, manifestShape } from './rules/shape.js';
import { requiredManifestFields, syncEngineManifestSchema } from './sync-engine-manifest.js';
import { validateRepoManifest, validateSyncEngineManifest } from './validate.js';

/** Problems as `rule pointer on`, which is what tools act on. */
const brief = (problems: readonly Problem[]) =>
  problems.map(({ rule, path, on }) => `${rule} ${toPointer(path)} ${on}`);
const inEngine = (changes: Readonly<Record<string, unknown>>) =>
  brief(validateSyncEngineManifest(rightEngine(changes)));
const inRepo = (changes: Readonly<Record<string, unknown>>) => brief(validateRepoManifest(rightRepo(changes)));
/** A document as a parser makes it of text: `__proto__` is a member like others. */
const parsed = (document: object, text: string): unknown =>
  JSON.parse(`${JSON.stringify(document).slice(0, -1)}, ${text}}`);

describe('a right manifest', () => {
  it('has no problem', () => {
    expect(validateSyncEngineManifest(rightEngine())).toEqual([]);
    expect(validateRepoManifest(rightRepo())).toEqual([]);
    expect(validateRepoManifest(rightRepo({ syncEngines: [] }))).toEqual([]);
  });
});

describe('missing-field', () => {
  it.each(requiredManifestFields)('is found for %s of an engine', (name) => {
    expect(brief(validateSyncEngineManifest(without(rightEngine(), name)))).toEqual([
      `engine/missing-field /${name} value`,
    ]);
  });

  it.each(Object.keys(rightRepo()).filter((name) => !['authorityRepos', 'notes'].includes(name)))(
    'is found for %s of a repository',
    (name) => {
      expect(brief(validateRepoManifest(without(rightRepo(), name)))).toEqual([
        `manifest/missing-field /${name} value`,
      ]);
    },
  );

  it.each(['authorityRepos', 'notes'])('is not found for %s', (name) => {
    expect(validateRepoManifest(without(rightRepo(), name))).toEqual([]);
  });

  it('says what the field takes', () => {
    const expected = (name: string) => validateSyncEngineManifest(without(rightEngine(), name))[0]?.expected;
    expect(expected('defaultEnabled')).toBe('true or false');
    expect(expected('dangerousFields')).toBe('an array');
    expect(expected('policyClass')).toBe('one of low, medium, high, critical');
  });
});

describe('wrong-type', () => {
  it.each([
    ['engineId', 5],
    ['defaultEnabled', 'true'],
    ['supportsExport', null],
    ['dangerousFields', 'aliases'],
    ['auditEvents', {}],
    ['policyClass', 3],
    ['mergeStrategy', ['crdt']],
    ['$schema', 1],
  ])('is found at %s: %j', (name, value) => {
    expect(inEngine({ [name]: value })).toEqual([`engine/wrong-type /${name} value`]);
  });

  it('is found at an item of a list, named by its list', () => {
    const [problem] = validateSyncEngineManifest(rightEngine({ auditEvents: ['a', 5] }));
    expect(problem).toMatchObject({ rule: 'engine/wrong-type', path: ['auditEvents', 1], found: '5' });
    expect(problem?.message).toBe('"auditEvents[1]" must be a string, not 5');
  });

  it.each([
    ['notes', 5],
    ['syncEngines', {}],
    ['policyClasses', 'high'],
    ['repo', ['a/b']],
  ])('is found at %s of a repository: %j', (name, value) => {
    expect(inRepo({ [name]: value })).toEqual([`manifest/wrong-type /${name} value`]);
  });

  it.each([null, [], 'x', 5, true])('is found of a whole document that is %j', (value) => {
    expect(brief(validateRepoManifest(value))).toEqual(['manifest/wrong-type  value']);
    expect(brief(validateSyncEngineManifest(value))).toEqual(['engine/wrong-type  value']);
    expect(inRepo({ syncEngines: [rightEngine(), value] })).toEqual(['engine/wrong-type /syncEngines/1 value']);
  });
});

describe('invalid-format', () => {
  it.each([
    ['engineId', 'sourceos.sync.Notes'],
    ['collection', 'No tes'],
    ['schemaVersion', '1.0'],
    ['ownerRepo', 'notes'],
  ])('is found at %s: %j', (name, value) => {
    expect(inEngine({ [name]: value })).toEqual([`engine/invalid-format /${name} value`]);
  });

  it('is found at an item, with what is expected', () => {
    const [problem] = validateRepoManifest(rightRepo({ dangerousSurfaces: ['fine', 'Not fine'] }));
    expect(problem).toMatchObject({
      rule: 'manifest/invalid-format',
      path: ['dangerousSurfaces', 1],
      found: '"Not fine"',
      expected: 'a name of a-z, 0-9, _ . or -',
    });
  });
});

describe('unknown-value', () => {
  it.each([
    ['policyClass', 'hgih'],
    ['encryptionScope', 'constructor'],
    ['mergeStrategy', 'manual-review'],
    ['mergeStrategy', '__proto__'],
  ])('is found at %s: %j', (name, value) => {
    expect(inEngine({ [name]: value })).toEqual([`engine/unknown-value /${name} value`]);
  });

  it('lists the names that it could have been', () => {
    const [problem] = validateSyncEngineManifest(rightEngine({ reasonCodes: ['policy_denied', 'denied'] }));
    expect(problem).toMatchObject({ rule: 'engine/unknown-value', path: ['reasonCodes', 1], found: '"denied"' });
    expect(problem?.candidates).toContain('policy_denied');
    expect(inRepo({ domain: 'boot' })).toEqual(['manifest/unknown-value /domain value']);
  });
});

describe('unknown-key', () => {
  it('is found at the name of the member', () => {
    expect(inEngine({ mergeStratgy: 'crdt' })).toEqual(['engine/unknown-key /mergeStratgy key']);
    expect(inRepo({ syncEngine: [] })).toEqual(['manifest/unknown-key /syncEngine key']);
    expect(inRepo({ $schema: 'x' })).toEqual(['manifest/unknown-key /$schema key']);
    expect(inEngine({ $schema: 'x' })).toEqual([]);
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', ''])('is found for %j', (name) => {
    const member = `${JSON.stringify(name)}: { "policyClass": "low" }`;
    expect(brief(validateSyncEngineManifest(parsed(rightEngine(), member)))).toEqual([
      `engine/unknown-key /${name} key`,
    ]);
    expect(brief(validateRepoManifest(parsed(rightRepo(), member)))).toEqual([`manifest/unknown-key /${name} key`]);
  });

  it('does not read what is missing from the prototype that such a member would set', () => {
    const document = parsed(without(rightEngine(), 'policyClass'), '"__proto__": { "policyClass": "low" }');
    expect(brief(validateSyncEngineManifest(document)).sort()).toEqual([
      'engine/missing-field /policyClass value',
      'engine/unknown-key /__proto__ key',
    ]);
  });
});

describe('repeated-item and empty-list', () => {
  it('are found in lists', () => {
    expect(inEngine({ dangerousFields: ['a', 'b', 'a'] })).toEqual(['engine/repeated-item /dangerousFields/2 value']);
    expect(inRepo({ policyClasses: ['low', 'low'] })).toEqual(['manifest/repeated-item /policyClasses/1 value']);
    expect(inRepo({ policyClasses: [] })).toEqual(['manifest/empty-list /policyClasses value']);
    expect(inRepo({ ownedSchemas: [], sourceChannels: [], authorityRepos: [] })).toEqual([]);
  });
});

describe('several faults', () => {
  it('are all found, each where it is', () => {
    const engines = [rightEngine(), rightEngine({ policyClass: 'critical', schemaVersion: 1, dangerousFields: [] })];
    expect(inRepo({ domain: 'boot', syncEngines: engines })).toEqual([
      'manifest/unknown-value /domain value',
      'engine/wrong-type /syncEngines/1/schemaVersion value',
      'engine/critical-authority /syncEngines/1/mergeStrategy value',
      'engine/empty-dangerous-fields /syncEngines/1/dangerousFields value',
    ]);
  });

  it('leave the rules to judge what is there', () => {
    expect(brief(validateSyncEngineManifest({ engineId: 'sourceos.sync.secrets', mergeStrategy: 'crdt' }))).toContain(
      'engine/secrets-never-merge /mergeStrategy value',
    );
  });
});

describe('whatever JSON it is', () => {
  const known = new Set(manifestRules.map(({ id }) => id));
  const shape = new Set([...Object.values(manifestShape), ...Object.values(engineShape)].map(({ id }) => id));

  /** The faults of shape among the problems, all of them well written. */
  const shapeFaults = (problems: readonly Problem[]): readonly Problem[] => {
    for (const problem of problems) {
      expect(known).toContain(problem.rule);
      expect(problem.message).toMatch(/^\S.*[^.\s]$/);
      expect(problem.message).not.toMatch(/\p{Cc}/u);
    }
    return problems.filter(({ rule }) => shape.has(rule));
  };

  it('finds a fault of shape exactly where the schema does', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(documentsOf('SourceOSRepoManifest'), (value) => {
        expect(shapeFaults(validateRepoManifest(value)).length === 0).toBe(repoManifestSchema.safeParse(value).success);
      }),
      { numRuns: 2_000 },
    );
    fc.assert(
      fc.property(documentsOf('SyncEngineManifest'), (value) => {
        expect(shapeFaults(validateSyncEngineManifest(value)).length === 0).toBe(
          syncEngineManifestSchema.safeParse(value).success,
        );
      }),
      { numRuns: 2_000 },
    );
  });

  it('never throws', () => {
    const junk = fc.oneof(
      fc.jsonValue({ maxDepth: 5 }),
      fc.jsonValue().map((value) => ({ syncEngines: value })),
    );
    fc.assert(
      fc.property(junk, (value) => {
        expect(Array.isArray(validateRepoManifest(value))).toBe(true);
        expect(Array.isArray(validateSyncEngineManifest(value))).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
