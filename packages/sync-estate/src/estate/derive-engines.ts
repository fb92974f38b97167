import {
  acceptanceRulesApplying,
  canonicalEngines,
  findCanonicalEngine,
  type CanonicalEngine,
  type Declaration,
} from '@sourceos/sync-spec';
import type { CriterionResult, EngineRow, EngineStatus } from '../report/report.js';
import { engineVerdict, worse, type Verdict, type Verdicts } from '../inspect/verdicts.js';
import { isOwner, type Estate, type EstateDeclaration } from './estate.js';

/** Verdicts of a declaration, findings about the whole estate included. */
export type VerdictsOf = (repo: EstateDeclaration['by']) => Verdicts;

/** The status that a verdict means. Warnings make a declaration partial under --strict (I6). */
export const statusOf = (verdict: Verdict, strict: boolean): EngineStatus => {
  if (verdict === 'warned') return strict ? 'partial' : 'compliant';
  return verdict === 'clean' ? 'compliant' : verdict;
};

type Criteria = EngineRow['criteria'];

const missingFields = (declaration: Declaration): boolean =>
  !Object.hasOwn(declaration, 'policyClass') || !Object.hasOwn(declaration, 'mergeStrategy');

/** How an engine stands on criteria 1 to 6, given the declarations that decide it and the rules that each broke. */
const criteriaOf = (engineId: string, deciding: readonly EstateDeclaration[], verdictsOf: VerdictsOf): Criteria => {
  const declared = deciding.length > 0;
  // Of an engine that nobody declares, what the canonical table says tells which criteria would apply.
  const samples: readonly Declaration[] = declared
    ? deciding.map(({ value }) => value)
    : [{ engineId, policyClass: findCanonicalEngine(engineId)?.policyClass }];
  const result = (criterion: 3 | 4 | 5 | 6): CriterionResult => {
    const rules = samples.flatMap((sample) => acceptanceRulesApplying(criterion, sample));
    if (rules.length === 0) return 'not_applicable';
    if (!declared || deciding.some(({ value }) => !Object.hasOwn(value, 'mergeStrategy'))) return 'unknown';
    const broken = deciding.some(({ by, index }) => rules.some(({ id }) => verdictsOf(by).broken.get(index)?.has(id)));
    return broken ? 'fail' : 'pass';
  };
  return {
    1: declared ? 'pass' : 'fail',
    2: declared ? (deciding.some(({ value }) => missingFields(value)) ? 'fail' : 'pass') : 'unknown',
    3: result(3),
    4: result(4),
    5: result(5),
    6: result(6),
  };
};

const worstOf = (declarations: readonly EstateDeclaration[], verdictsOf: VerdictsOf): Verdict =>
  declarations.reduce<Verdict>(
    (verdict, { by, index }) => worse(verdict, engineVerdict(verdictsOf(by), index)),
    'clean',
  );

const canonicalRow = (engine: CanonicalEngine, estate: Estate, verdictsOf: VerdictsOf, strict: boolean): EngineRow => {
  const all = estate.declarations.get(engine.engineId) ?? [];
  const deciding = all.filter((declaration) => isOwner(declaration.by.repo, declaration));
  // An owner whose manifest cannot be taken apart may have declared it: that is invalid, not missing.
  const unclear = engine.owners
    .map((owner) => estate.find(owner))
    .filter((owner) => owner?.opaque === true)
    .sort((a, b) => Number(b?.hints.includes(engine.engineId)) - Number(a?.hints.includes(engine.engineId)));
  const named = unclear.some((owner) => owner?.hints.includes(engine.engineId) === true);
  const status: EngineStatus =
    deciding.length > 0
      ? named
        ? 'invalid'
        : statusOf(worstOf(deciding, verdictsOf), strict)
      : unclear.length > 0
        ? 'invalid'
        : 'missing';
  const primary = engine.owners.find((owner) =>
    deciding.some(({ by }) => by.repo.toLowerCase() === owner.toLowerCase()),
  );
  return {
    engineId: engine.engineId,
    canonical: true,
    status,
    repo: primary ?? unclear[0]?.repo ?? engine.owners[0],
    collection: engine.collection,
    owners: [...engine.owners],
    declaredBy: all.map(({ by }) => by.repo),
    criteria: criteriaOf(engine.engineId, deciding, verdictsOf),
  };
};

const otherRow = (
  engineId: string,
  all: readonly EstateDeclaration[],
  verdictsOf: VerdictsOf,
  strict: boolean,
): EngineRow => {
  const owned = all.filter((declaration) => isOwner(declaration.by.repo, declaration));
  const first = owned[0] ?? all[0];
  const collection = first?.value.collection;
  const owner = first?.value.ownerRepo;
  return {
    engineId,
    canonical: false,
    status: statusOf(worstOf(all, verdictsOf), strict),
    repo: first?.by.repo ?? '',
    ...(typeof collection === 'string' && { collection }),
    owners: typeof owner === 'string' ? [owner] : [],
    declaredBy: all.map(({ by }) => by.repo),
    criteria: criteriaOf(engineId, all, verdictsOf),
  };
};

/**
 * One row for each canonical engine, in the order of the table, then one for each other engine that is
 * declared, by id. Of one repository alone, only the engines that it declares or is the primary owner of:
 * a co-owner's partner may declare the others out of sight.
 */
export const deriveEngines = (estate: Estate, verdictsOf: VerdictsOf, strict: boolean): EngineRow[] => {
  const concerns = (engine: CanonicalEngine): boolean =>
    estate.whole || estate.declarations.has(engine.engineId) || estate.find(engine.owners[0]) !== undefined;
  const others = [...estate.declarations]
    .filter(([engineId]) => findCanonicalEngine(engineId) === undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    ...canonicalEngines.filter(concerns).map((engine) => canonicalRow(engine, estate, verdictsOf, strict)),
    ...others.map(([engineId, all]) => otherRow(engineId, all, verdictsOf, strict)),
  ];
};
