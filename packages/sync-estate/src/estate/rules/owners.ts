import { canonicalEngines, enginesOwnedBy } from '@sourceos/sync-spec';
import type { Inspection } from '../../inspect/inspect-repository.js';
import { estateRules } from '../../rules/estate-rules.js';
import { fileRules } from '../../rules/file-rules.js';
import { ownDeclarations, ownersInView, undeclaredBy, type Estate, type EstateDraft } from '../estate.js';

const atList = { file: 'manifest', path: ['syncEngines'], on: 'value' } as const;

/**
 * Canonical engines that no owner declares. In one repository alone, only its primary owner can be held
 * to it: a co-owner's partner may declare it out of sight.
 */
export const engineMissing = (estate: Estate): EstateDraft[] => {
  // Where nothing was scanned nothing is known to be missing: the exit code says that much (3).
  if (estate.inspections.length === 0) return [];
  return canonicalEngines.flatMap((engine) => {
    const primary = engine.owners[0];
    const [inEstate] = estate.named(primary);
    if (!estate.whole && inEstate === undefined) return [];
    const owners = ownersInView(estate, engine);
    if (owners.some(({ opaque }) => opaque) || ownDeclarations(estate, engine.engineId).length > 0) return [];
    return [
      {
        ...atList,
        rule: estateRules.engineMissing.id,
        at: inEstate ?? { repo: primary, absent: true },
        engineId: engine.engineId,
        message: `${engine.engineId} is declared by none of its owners (${engine.owners.join(', ')})`,
        found: whatIsThere(owners),
        expected: `a declaration in ${primary}`,
      },
    ];
  });
};

const whatIsThere = (owners: readonly Inspection[]): string => {
  if (owners.length === 0) return 'no owner in the estate';
  return owners.some(({ manifest }) => manifest === 'unreadable') ? 'an owner that cannot be read' : 'no declaration';
};

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
