import type { Rule } from '@sourceos/sync-spec';

/** Rules about repositories together. */
export const estateRules = {
  engineMissing: {
    id: 'estate/engine-missing',
    severity: 'error',
    criterion: 1,
    source: 'Acceptance criterion 1, I6',
    summary: 'Nobody who owns a canonical engine declares it',
    explanation:
      'Each canonical engine has owners (I8). Where none of them declares it, its collection is synced by nobody, or by code that made no promise.',
    fix: "Run `sync-estate init` in the primary owner's repository and commit the manifest.",
  },
  ownerWithoutManifest: {
    id: 'estate/owner-without-manifest',
    severity: 'error',
    source: 'Acceptance criterion 1, I8',
    summary: 'An owner of a canonical engine has no manifest',
    explanation: 'The repository is named as an owner in the canonical table and declares nothing at all.',
    fix: 'Run `sync-estate init` in the repository and commit the manifest.',
  },
  ownerSilent: {
    id: 'estate/owner-silent',
    severity: 'warn',
    source: 'I6',
    summary: 'An owner has a manifest that does not declare its engine',
    explanation:
      "The repository is named as an owner in the canonical table, and its manifest leaves the engine out. Where a co-owner declares it, the engine's status does not suffer.",
    fix: 'Declare the engine, or have the canonical table changed if the repository no longer owns it.',
  },
  declaredElsewhere: {
    id: 'estate/declared-elsewhere',
    severity: 'error',
    source: 'I1, I6, I8',
    summary: 'An engine is declared outside its owners',
    explanation:
      "Only owners answer for an engine's contract. A declaration made elsewhere decides nothing, and readers could take it for the real one.",
    fix: 'Remove the declaration; or, for an engine of your own, set `ownerRepo` to this repository.',
  },
  declarationsDisagree: {
    id: 'estate/declarations-disagree',
    severity: 'error',
    source: 'I6',
    summary: 'Two declarations of one engine disagree',
    explanation:
      'Devices would run one engine under two contracts. Co-owners may each name themselves as `ownerRepo`, and the order of a list says nothing; every other field that two declarations have is the same in both.',
    fix: 'Agree on one declaration and copy it; the engine package publishes it as its manifest.',
  },
  collectionClaimedTwice: {
    id: 'estate/collection-claimed-twice',
    severity: 'error',
    source: 'I1',
    summary: 'Two engines claim one collection',
    explanation: 'Writes are routed to an engine by their collection. With two claimants the route is undefined.',
    fix: 'Give the engine that is not canonical, or came later, a collection of its own.',
  },
  repositoryTwice: {
    id: 'estate/repository-twice',
    severity: 'warn',
    source: 'I8',
    summary: 'Two folders hold the same repository',
    explanation:
      'Both say that they are one repository, and nobody can tell which is a stale copy. The declarations of both count, and where they disagree the engine is invalid.',
    fix: 'Remove one of them from the scan.',
  },
  pinnedManifestDiffers: {
    id: 'estate/pinned-manifest-differs',
    severity: 'error',
    source: 'I1, I16',
    summary: 'A declaration differs from the manifest of the package that the repository pins',
    explanation:
      'The repository runs the engine that its pinned package defines, and declares something else: the estate reads a promise that the running code does not make.',
    fix: "Copy the package's manifest, or pin the version whose manifest is declared.",
  },
  pinBehind: {
    id: 'estate/pin-behind',
    severity: 'warn',
    source: 'I16',
    summary: 'A pinned engine package is behind',
    explanation:
      'All packages of the registry share one version. A pin that does not admit the current one misses corrections to its engine.',
    fix: 'Update the dependency; its changelog says what changes for an owner.',
  },
  baselineStale: {
    id: 'estate/baseline-stale',
    severity: 'warn',
    source: 'Baselines',
    summary: 'A baseline entry matches no finding',
    explanation:
      'The fault that the entry accepts is gone. A left-over entry would silently accept it again if it came back.',
    fix: 'Run `sync-estate baseline prune`.',
  },
  baselineExpired: {
    id: 'estate/baseline-expired',
    severity: 'warn',
    source: 'Baselines',
    summary: 'A baseline entry has expired',
    explanation: 'The entry accepted a fault until a day that has passed. The fault counts again.',
    fix: 'Mend the fault, or have its owner renew the entry with a reason.',
  },
} as const satisfies Record<string, Rule>;
