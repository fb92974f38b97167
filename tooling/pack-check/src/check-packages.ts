import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { withTemporaryFolder, type Finding } from '@sourceos/workspace';
import { checkBins } from './check-bins.js';
import { checkConsumerTypes } from './check-consumer-types.js';
import { checkContents } from './check-contents.js';
import { checkImports } from './check-imports.js';
import { checkPublint } from './check-publint.js';
import { checkResolution } from './check-resolution.js';
import { installConsumer } from './consumer.js';
import { packAll } from './packed-package.js';

/** Told of each step when it ends: its name, and how long it took in milliseconds. */
export type Progress = (step: string, milliseconds: number) => void;

/**
 * Packs every published package of a workspace once, looks into the tarballs, installs them together
 * into one empty project and uses them there.
 */
export const checkPackages = (root: string, progress: Progress): Promise<readonly Finding[]> =>
  withTemporaryFolder(async (folder) => {
    const timed = async <T>(step: string, work: () => T | Promise<T>): Promise<T> => {
      const start = performance.now();
      const result = await work();
      progress(step, performance.now() - start);
      return result;
    };
    const tarballs = join(folder, 'tarballs');
    const consumer = join(folder, 'consumer');
    await mkdir(tarballs);
    await mkdir(consumer);

    const packages = await timed('pack', () => packAll(root, tarballs));
    if ('found' in packages) return [packages];
    const contents = await timed('contents', () => packages.flatMap((packed) => checkContents(packed, root)));
    const publint = await timed('publint', () => Promise.all(packages.map(checkPublint)));
    const resolution = await timed('attw', () => Promise.all(packages.map(checkResolution)));
    const inTarballs = [...contents, ...publint.flat(), ...resolution.flat()];

    const installed = await timed('install', () => installConsumer(consumer, packages));
    // Without an installation every import would fail for the same reason.
    if (installed.length > 0) return [...inTarballs, ...installed];
    const imports = await timed('import', () => checkImports(consumer, packages));
    const types = await timed('type-check', () => checkConsumerTypes(consumer, packages, imports.manifests));
    const bins = await timed('commands', () => Promise.all(packages.map((packed) => checkBins(consumer, packed))));
    return [...inTarballs, ...imports.findings, ...types, ...bins.flat()];
  });
