import { canonicalEngines, engineName } from '@sourceos/sync-spec';
import { describe, expect, it } from 'vitest';
import { planEngine } from './engine-plan.js';

describe('the plan of an engine', () => {
  it.each(canonicalEngines)('takes the row of $engineId from the registry', (row) => {
    expect(planEngine(engineName(row.engineId))).toMatchObject({
      ok: true,
      plan: {
        engineId: row.engineId,
        canonical: true,
        collection: row.collection,
        ownerRepo: row.owners[0],
        policyClass: row.policyClass,
        encryptionScope: row.encryptionScopes[0],
        mergeStrategy: row.mergeStrategies[0],
      },
    });
  });

  it('gives another engine an owner and cautious values', () => {
    expect(planEngine('clipboard-history', 'example/clipboard')).toMatchObject({
      ok: true,
      plan: {
        engineId: 'sourceos.sync.clipboard-history',
        canonical: false,
        ownerRepo: 'example/clipboard',
        policyClass: 'high',
        mergeStrategy: 'manual_review',
        kind: 'clipboardHistoryEntry',
        kindType: 'ClipboardHistoryEntry',
      },
    });
  });

  it.each([
    ['', undefined, 'the name is ""'],
    ['Clipboard', 'a/b', 'the name is "Clipboard"'],
    ['../clipboard', 'a/b', 'the name is "../clipboard"'],
    ['clip--board', 'a/b', 'the name is "clip--board"'],
    ['clipboard-', 'a/b', 'the name is "clipboard-"'],
    ['c'.repeat(41), 'a/b', 'expected at most 40'],
    ['kernel', 'a/b', 'sync-kernel is a package that is no engine'],
    ['clipboard', undefined, 'expected --owner'],
    ['clipboard', 'clipboard', '--owner is "clipboard"'],
    ['shell', 'example/shell', '--owner is "example/shell"; expected SourceOS-Linux/sourceos-shell'],
  ])('refuses %j of %j', (name, owner, message) => {
    expect(planEngine(name, owner)).toMatchObject({ ok: false, message: expect.stringContaining(message) as string });
  });
});
