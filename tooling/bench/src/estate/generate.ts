import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { repoManifestPath } from '@sourceos/sync-spec';
import { faultNames, writeFaulty, type FaultName } from './faults.js';
import { format } from './format.js';
import { createManifest } from './manifest.js';
import { otherFiles } from './other-files.js';
import { planEstate } from './plan.js';
import { createRandom } from '../random.js';

export interface EstateOptions {
  /** How many repositories; 200 at least, so that every kind of fault is planted. */
  readonly repositories: number;
  readonly seed: number;
}

/** What was generated and where. */
export interface Estate {
  /** Holds the estate, and room for what is said about it. */
  readonly folder: string;
  /** The folder of the repositories, as owner/name; inside `folder`. */
  readonly root: string;
  readonly repositories: number;
  readonly otherFilesEach: number;
  /** Paths of the manifests relative to `folder`, in the order of their generation. */
  readonly manifests: readonly string[];
  /** Bytes of all manifests together. */
  readonly bytes: number;
  /** The repositories with a faulty manifest, by the kind of fault. */
  readonly planted: Readonly<Record<FaultName, readonly string[]>>;
}

const estateFolder = 'estate';

const write = (path: string, content: string): void => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
};

/** Writes an estate into a folder, which is empty or absent. The same options write the same bytes. */
export const generateEstate = (folder: string, { repositories, seed }: EstateOptions): Estate => {
  const root = join(folder, estateFolder);
  const random = createRandom(seed);
  const planted = Object.fromEntries(faultNames.map((name) => [name, [] as string[]])) as Record<FaultName, string[]>;
  const manifests: string[] = [];
  let bytes = 0;
  let otherFilesEach = 0;
  for (const planned of planEstate(repositories, random)) {
    const others = Object.entries(otherFiles(planned.repo));
    otherFilesEach = others.length;
    for (const [path, content] of others) write(join(root, planned.repo, path), content);
    if (planned.manifest === 'absent') continue;
    const manifest = createManifest(planned, random);
    const text = planned.manifest === 'right' ? format(manifest) : writeFaulty(planned.manifest, manifest, random);
    if (planned.manifest !== 'right') planted[planned.manifest].push(planned.repo);
    const path = `${planned.repo}/${repoManifestPath}`;
    write(join(root, path), text);
    manifests.push(join(estateFolder, path));
    bytes += Buffer.byteLength(text);
  }
  return { folder, root, repositories, otherFilesEach, manifests, bytes, planted };
};
