import { canonicalEngines, enginesOwnedBy } from '@sourceos/sync-spec';
import { estateRules } from '../../rules/estate-rules.js';
import { fileRules } from '../../rules/file-rules.js';
import { undeclaredBy, type Estate, type EstateDraft } from '../estate.js';

const atList = { file: 'manifest', path: ['syncEngines'], on: 'value' } as const;

/**
 * Canonical engines that no owner declares. In one repository alone, only its primary owner can be held
 * to it: a co-owner's partner may declare it out of sight.
 */
export const engineMissing = (estate: Estate): EstateDraft[] =>
  canonicalEngines.flatMap((engine) => {
    const primary = engine.owners[0];
    const inEstate = estate.find(primary);
    if (!estate.whole && inEstate === undefined) return [];
    const owners = engine.owners.map((owner) => estate.find(owner)).filter((owner) => owner !== undefined);
    const declared = owners.some(
      (owner) => owner.opaque || owner.declarations.some(({ engineId }) => engineId === engine.engineId),
    );
    if (declared) return [];
    return [
      {
        ...atList,
        rule: estateRules.engineMissing.id,
        at: inEstate ?? { repo: primary, absent: true },
        engineId: engine.engineId,
        message: `${engine.engineId} is declared by none of its owners (${engine.owners.join(', ')})`,
        found: owners.length === 0 ? 'no owner in the estate' : 'no declaration',
        expected: `a declaration in ${primary}`,
      },
    ];
  });

/** Owners that say nothing at all, or nothing about an engine of theirs. */
export const silentOwners = (estate: Estate): EstateDraft[] =>
  estate.inspections.flatMap((at): EstateDraft[] => {
    const owned = enginesOwnedBy(at.repo).map(({ engineId }) => engineId);
    if (owned.length === 0 && at.manifest === 'absent' && !estate.whole) {
      return [
        {
          rule: fileRules.missing.id,
          file: 'manifest',
          path: [],
          on: 'value',
          at,
          message: 'There is no .sourceos/manifest.json here, and nothing to check',
          found: 'no manifest',
          expected: 'a manifest',
        },
      ];
    }
    if (owned.length === 0 || at.manifest === 'unreadable' || at.opaque) return [];
    if (at.manifest === 'absent') {
      return [
        {
          rule: estateRules.ownerWithoutManifest.id,
          file: 'manifest',
          path: [],
          on: 'value',
          at,
          message: `${at.repo} owns ${owned.join(', ')} and has no manifest`,
          found: 'no manifest',
          expected: `a manifest that declares ${owned.join(', ')}`,
        },
      ];
    }
    return undeclaredBy(at).map((engineId) => ({
      ...atList,
      rule: estateRules.ownerSilent.id,
      at,
      engineId,
      message: `${at.repo} owns ${engineId} and does not declare it`,
      found: 'no declaration',
      expected: `a declaration of ${engineId}`,
    }));
  });
