import { markdownTable } from 'markdown-table';
import type { Bundle } from './bundle.js';
import type { Entry } from './entries.js';

/** The packages of this repository that the kernel's bundle is made of; all others are dependencies. */
const own = ['@sourceos/sync-kernel', '@sourceos/sync-spec'];

const grouped = (bytes: number): string => bytes.toLocaleString('en-US');

/** Bytes in a bundle by origin: the kernel, the contracts it is written against, and everything else. */
export const bytesByOrigin = ({ byPackage }: Bundle) => {
  const total = [...byPackage.values()].reduce((sum, bytes) => sum + bytes, 0);
  const kernel = byPackage.get('@sourceos/sync-kernel') ?? 0;
  const spec = byPackage.get('@sourceos/sync-spec') ?? 0;
  return { kernel, spec, dependencies: total - kernel - spec };
};

/** What `size` prints: bytes by entry, own code and dependencies apart. */
export const sizeTable = (measured: readonly (readonly [Entry, Bundle])[]): string =>
  markdownTable(
    [
      ['a bundle of', 'gzip', 'ceiling', 'minified', 'sync-kernel', 'sync-spec', 'dependencies'],
      ...measured.map(([{ name, ceiling }, bundle]) => {
        const { kernel, spec, dependencies } = bytesByOrigin(bundle);
        return [name, ...[bundle.gzip, ceiling, bundle.raw, kernel, spec, dependencies].map(grouped)];
      }),
    ],
    { align: ['l', 'r', 'r', 'r', 'r', 'r', 'r'] },
  );

/** The dependencies of one bundle, the largest first. */
export const dependencyTable = ({ byPackage }: Bundle): string =>
  markdownTable(
    [
      ['dependency', 'minified'],
      ...[...byPackage]
        .filter(([name]) => !own.includes(name))
        .sort(([, a], [, b]) => b - a)
        .map(([name, bytes]) => [name, grouped(bytes)]),
    ],
    { align: ['l', 'r'] },
  );

/** What `size` prints of the engines: each one's own code, and what it brings along by name. */
export const engineTable = (
  measured: readonly {
    readonly name: string;
    readonly own: Bundle;
    readonly whole: Bundle;
    readonly manifest: Bundle;
  }[],
): string =>
  markdownTable(
    [
      ['package', 'own code, gzip', 'minified', 'with dependencies, gzip', 'manifest alone', 'dependencies, minified'],
      ...measured.map(({ name, own, whole, manifest }) => [
        `\`${name}\``,
        ...[own.gzip, own.raw, whole.gzip, manifest.raw].map(grouped),
        [...whole.byPackage]
          .filter(([dependency]) => dependency !== name)
          .sort(([, a], [, b]) => b - a)
          .map(([dependency, bytes]) => `${dependency} ${grouped(bytes)}`)
          .join(', '),
      ]),
    ],
    { align: ['l', 'r', 'r', 'r', 'r', 'l'] },
  );

/** The part of docs/browser.md that follows from the code. */
export const ceilingTable = (all: readonly Entry[]): string =>
  markdownTable(
    [['a bundle of', 'at most, gzipped'], ...all.map(({ name, ceiling }) => [name, `${ceiling / 1024} KiB`])],
    {
      align: ['l', 'r'],
    },
  );
