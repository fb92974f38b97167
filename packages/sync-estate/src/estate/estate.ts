import { enginesOwnedBy, findCanonicalEngine, type CanonicalEngine } from '@sourceos/sync-spec';
import type { Draft } from '../finding/draft.js';
import type { EngineDeclaration } from '../inspect/declaration.js';
import type { Inspection } from '../inspect/inspect-repository.js';

/** One declaration and the repository that makes it. */
export interface EstateDeclaration extends EngineDeclaration {
  readonly by: Inspection;
}

/** A repository at which something is found that only the others show. */
export interface EstateDraft extends Draft {
  readonly at: Inspection | { readonly repo: string; readonly absent: true };
}

/** All repositories of a scan, and what they declare. */
export interface Estate {
  readonly inspections: readonly Inspection[];
  /** The repositories of a name, in the order of the scan: more than one is a finding, and all of them count. */
  readonly named: (repo: string) => readonly Inspection[];
  readonly declarations: ReadonlyMap<string, readonly EstateDeclaration[]>;
  /** Whether the whole estate is in view, or one repository of it. */
  readonly whole: boolean;
}

const same = (a: string, b: string): boolean => a === b || a.toLowerCase() === b.toLowerCase();

/** Whether a repository may declare an engine: by the canonical table, or by the declaration's own `ownerRepo`. */
export const isOwner = (repo: string, declaration: EngineDeclaration): boolean => {
  const canonical = findCanonicalEngine(declaration.engineId);
  if (canonical !== undefined) return canonical.owners.some((owner) => same(owner, repo));
  const owner = declaration.value.ownerRepo;
  return typeof owner !== 'string' || same(owner, repo);
};

/** The first declaration of each engine in each repository; a second one in the same manifest is a finding there. */
const firstDeclarations = (by: Inspection): readonly EstateDeclaration[] => {
  const first = new Map<string, EstateDeclaration>();
  for (const { engineId, index, value } of by.declarations) {
    if (!first.has(engineId)) first.set(engineId, { engineId, index, value, by });
  }
  return [...first.values()];
};

const addTo = <Value>(groups: Map<string, Value[]>, key: string, value: Value): void => {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [value]);
  else group.push(value);
};

/** Joins inspections to an estate. */
export const createEstate = (inspections: readonly Inspection[], whole: boolean): Estate => {
  const byName = new Map<string, Inspection[]>();
  const declarations = new Map<string, EstateDeclaration[]>();
  for (const inspection of inspections) {
    addTo(byName, inspection.repo.toLowerCase(), inspection);
    for (const declaration of firstDeclarations(inspection)) addTo(declarations, declaration.engineId, declaration);
  }
  return { inspections, whole, declarations, named: (repo) => byName.get(repo.toLowerCase()) ?? [] };
};

const isOwn = (declaration: EstateDeclaration): boolean => isOwner(declaration.by.repo, declaration);

/** The declarations of an engine that its owners make. */
export const ownDeclarations = (estate: Estate, engineId: string): readonly EstateDeclaration[] => {
  const all = estate.declarations.get(engineId) ?? [];
  // Nearly every engine is declared once, and by its owner.
  return all.every(isOwn) ? all : all.filter(isOwn);
};

/** The canonical engines that a repository owns and does not declare. */
export const undeclaredBy = (inspection: Inspection): readonly string[] =>
  enginesOwnedBy(inspection.repo)
    .map(({ engineId }) => engineId)
    .filter((engineId) => !inspection.declarations.some((declaration) => declaration.engineId === engineId));

/** The owners of a canonical engine that the estate has, primary first. */
export const ownersInView = (estate: Estate, engine: CanonicalEngine): readonly Inspection[] =>
  engine.owners.flatMap((owner) => estate.named(owner));
