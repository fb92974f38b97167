import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { canonicalEngines, repoManifestPath, validateRepoManifest, type RepoManifest } from '@sourceos/sync-spec';
import { withTemporaryFolder } from '@sourceos/workspace';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faultNames, type FaultName } from './faults.js';
import { generateEstate, type Estate } from './generate.js';
import { plantedRepositories, repositoryOf } from './coverage.js';

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();

const digest = (folder: string): string => {
  const hash = createHash('sha256');
  for (const path of filesIn(folder))
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(folder, path)));
  return hash.digest('hex');
};

const repositories = 200;

describe('an estate of 200 repositories', () => {
  let estate: Estate;
  beforeAll(() => {
    estate = generateEstate(mkdtempSync(join(tmpdir(), 'sourceos-')), { repositories, seed: 1 });
  });
  afterAll(() => rmSync(estate.folder, { recursive: true, force: true }));

  const textOf = (repo: string): string => readFileSync(join(estate.root, repo, repoManifestPath), 'utf8');
  const rulesOf = (repo: string): string[] => validateRepoManifest(JSON.parse(textOf(repo))).map(({ rule }) => rule);
  const rightRepositories = (): string[] => {
    const planted = plantedRepositories(estate);
    return estate.manifests.map(repositoryOf).filter((repo) => !planted.has(repo));
  };

  it('has its repositories as owner/name, a tenth of them without a manifest', () => {
    const all = readdirSync(estate.root).flatMap((owner) =>
      readdirSync(join(estate.root, owner)).map((name) => `${owner}/${name}`),
    );
    expect(all).toHaveLength(repositories);
    expect(all.filter((repo) => existsSync(join(estate.root, repo, repoManifestPath)))).toHaveLength(180);
    expect(estate.manifests).toHaveLength(180);
    expect(estate.manifests.every((path) => existsSync(join(estate.folder, path)))).toBe(true);
  });

  it('has twenty other files in each repository, some in folders', () => {
    const files = filesIn(join(estate.root, rightRepositories()[20] ?? '')).filter((path) => path !== repoManifestPath);
    expect(files).toHaveLength(20);
    expect(files.filter((path) => path.includes('/')).length).toBeGreaterThan(10);
    expect(estate.otherFilesEach).toBe(20);
  });

  it('has manifests of 4 to 5 KB', () => {
    const sizes = estate.manifests.map((path) => readFileSync(join(estate.folder, path)).byteLength);
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(4_000);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(5_000);
    expect(sizes.reduce((sum, size) => sum + size)).toBe(estate.bytes);
  });

  it('plants a fault in a twentieth of the manifests, each kind alike often', () => {
    const counts = faultNames.map((name) => estate.planted[name].length);
    expect(counts.reduce((sum, count) => sum + count)).toBe(9);
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
  });

  it('has nothing wrong in the other manifests', () => {
    for (const repo of rightRepositories()) expect(rulesOf(repo), repo).toEqual([]);
  });

  it('has an id and a collection of its own for each engine outside the canonical ones', () => {
    const engines = rightRepositories().flatMap((repo) => (JSON.parse(textOf(repo)) as RepoManifest).syncEngines);
    const canonical = new Set<string>(canonicalEngines.map(({ engineId }) => engineId));
    const others = engines.filter(({ engineId }) => !canonical.has(engineId));
    expect(new Set(others.map(({ engineId }) => engineId)).size).toBe(others.length);
    expect(new Set(others.map(({ collection }) => collection)).size).toBe(others.length);
  });

  it('declares every canonical engine in the repositories of its owners, all alike', () => {
    for (const { engineId, owners } of canonicalEngines) {
      const declarations = owners.map((owner) =>
        (JSON.parse(textOf(owner)) as RepoManifest).syncEngines.find((engine) => engine.engineId === engineId),
      );
      for (const declaration of declarations) expect(declaration).toEqual(declarations[0]);
      expect(declarations[0]).toBeDefined();
    }
  });

  it.each<[FaultName, string]>([
    ['wrong type', 'wrong-type'],
    ['unknown key', 'unknown-key'],
    ['misspelt name', 'unknown-value'],
    ['missing field', 'missing-field'],
    ['broken acceptance rule', 'engine/critical-authority'],
  ])('plants a %s that its rule finds', (fault, rule) => {
    expect(estate.planted[fault].length).toBeGreaterThan(0);
    for (const repo of estate.planted[fault]) {
      const rules = rulesOf(repo);
      expect(rules).toHaveLength(1);
      expect(rules[0]).toContain(rule);
    }
  });

  it('plants syntax errors that no parser accepts', () => {
    expect(estate.planted['syntax error'].length).toBeGreaterThan(0);
    for (const repo of estate.planted['syntax error']) expect(() => JSON.parse(textOf(repo)) as unknown).toThrow();
  });

  it('plants duplicate keys that JSON.parse does not see', () => {
    expect(estate.planted['duplicate key'].length).toBeGreaterThan(0);
    for (const repo of estate.planted['duplicate key']) {
      expect(rulesOf(repo)).toEqual([]);
      const { syncEngines } = JSON.parse(textOf(repo)) as RepoManifest;
      expect(textOf(repo).match(/"schemaVersion"/g)).toHaveLength(syncEngines.length + 1);
    }
  });

  it('is the same from the same seed and another from another', () =>
    withTemporaryFolder((folder) => {
      const again = generateEstate(join(folder, 'again'), { repositories, seed: 1 });
      const other = generateEstate(join(folder, 'other'), { repositories, seed: 2 });
      expect(digest(again.root)).toBe(digest(estate.root));
      expect(digest(other.root)).not.toBe(digest(estate.root));
    }));
});
