import { canonicalEngines, findCanonicalEngine, type CanonicalEngine } from '@sourceos/sync-spec';
import type { EngineRow, EngineStatus } from '../report/report.js';
import { engineVerdict, worse, type Verdict, type Verdicts } from '../inspect/verdicts.js';
import { deriveCriteria } from './derive-criteria.js';
import { ownDeclarations, ownersInView, type Estate, type EstateDeclaration } from './estate.js';

/** Verdicts of a declaration, findings about the whole estate included. */
export type VerdictsOf = (repo: EstateDeclaration['by']) => Verdicts;

/** The status that a verdict means. Warnings make a declaration partial under --strict (I6). */
export const statusOf = (verdict: Verdict, strict: boolean): EngineStatus => {
  if (verdict === 'warned') return strict ? 'partial' : 'compliant';
  return verdict === 'clean' ? 'compliant' : verdict;
};

const worstOf = (declarations: readonly EstateDeclaration[], verdictsOf: VerdictsOf): Verdict =>
  declarations.reduce<Verdict>(
    (verdict, { by, index }) => worse(verdict, engineVerdict(verdictsOf(by), index)),
    'clean',
  );

const valuesOf = (declarations: readonly EstateDeclaration[]) => declarations.map(({ value }) => value);

/** Who declares an engine, each once. */
const declarers = (declarations: readonly EstateDeclaration[]): string[] =>
  declarations.length === 1
    ? declarations.map(({ by }) => by.repo)
    : [...new Set(declarations.map(({ by }) => by.repo))];

const canonicalRow = (engine: CanonicalEngine, estate: Estate, verdictsOf: VerdictsOf, strict: boolean): EngineRow => {
  const all = estate.declarations.get(engine.engineId) ?? [];
  const deciding = ownDeclarations(estate, engine.engineId);
  // An owner whose manifest cannot be taken apart may have declared it: that is invalid, not missing.
  const opaque = ownersInView(estate, engine).filter((owner) => owner.opaque);
  const naming = opaque.find((owner) => owner.hints.includes(engine.engineId));
  const unclear = naming ?? opaque[0];
  const isJudged = deciding.length > 0 && naming === undefined;
  const unjudged = unclear === undefined ? 'missing' : 'invalid';
  const primary = engine.owners.find((owner) =>
    deciding.some(({ by }) => by.repo.toLowerCase() === owner.toLowerCase()),
  );
  return {
    engineId: engine.engineId,
    canonical: true,
    status: isJudged ? statusOf(worstOf(deciding, verdictsOf), strict) : unjudged,
    repo: primary ?? unclear?.repo ?? engine.owners[0],
    collection: engine.collection,
    owners: [...engine.owners],
    declaredBy: declarers(all),
    criteria: deriveCriteria(engine.engineId, valuesOf(deciding), unclear !== undefined),
  };
};

/** Of an engine outside the eleven, too, its owners' declarations decide: nobody can spoil another's row. */
const otherRow = (engineId: string, estate: Estate, verdictsOf: VerdictsOf, strict: boolean): EngineRow => {
  const all = estate.declarations.get(engineId) ?? [];
  const owned = ownDeclarations(estate, engineId);
  const deciding = owned.length > 0 ? owned : all;
  const { collection, ownerRepo } = deciding[0]?.value ?? {};
  return {
    engineId,
    canonical: false,
    status: statusOf(worstOf(deciding, verdictsOf), strict),
    repo: deciding[0]?.by.repo ?? '',
    ...(typeof collection === 'string' && { collection }),
    owners: typeof ownerRepo === 'string' ? [ownerRepo] : [],
    declaredBy: declarers(all),
    criteria: deriveCriteria(engineId, valuesOf(deciding), false),
  };
};

/**
 * One row for each canonical engine, in the order of the table, then one for each other engine that is
 * declared, in the order of the scan. Of one repository alone, only the engines that it declares, names in a text that does not
 * parse, or is the primary owner of: a co-owner's partner may declare the others out of sight.
 */
export const deriveEngines = (estate: Estate, verdictsOf: VerdictsOf, strict: boolean): EngineRow[] => {
  const concerns = (engine: CanonicalEngine): boolean =>
    estate.whole ||
    estate.declarations.has(engine.engineId) ||
    estate.named(engine.owners[0]).length > 0 ||
    ownersInView(estate, engine).some(({ hints }) => hints.includes(engine.engineId));
  const others = [...estate.declarations.keys()].filter((id) => findCanonicalEngine(id) === undefined);
  return [
    ...canonicalEngines.filter(concerns).map((engine) => canonicalRow(engine, estate, verdictsOf, strict)),
    ...others.map((engineId) => otherRow(engineId, estate, verdictsOf, strict)),
  ];
};
