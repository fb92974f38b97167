import { gzipSync } from 'node:zlib';
import { join } from 'node:path';
import { build } from 'esbuild';
import { checkout, kernelFolder } from './kernel-folder.js';

/** A bundle for a browser, minified, as a web application would make it. */
export interface Bundle {
  readonly code: string;
  /** Bytes of the bundle. */
  readonly raw: number;
  /** Bytes of the bundle, gzipped at the default level. */
  readonly gzip: number;
  /** Bytes in the bundle by package, as minified. What belongs to no package (esbuild's helpers) is left out. */
  readonly byPackage: ReadonlyMap<string, number>;
  /** Source files with bytes in the bundle, from the checkout's root. */
  readonly files: readonly string[];
  /** Modules that the bundle would ask its host for. */
  readonly externals: readonly string[];
}

/** What is bundled: the kernel as it is published (its last build), or its sources file by file. */
export type Kernel = 'published' | 'sources';

const here = join(checkout, 'tooling/browser-check');

const sources: Readonly<Record<string, string>> = {
  '@sourceos/sync-kernel': join(kernelFolder, 'src/index.ts'),
  '@sourceos/sync-kernel/wire': join(kernelFolder, 'src/wire/index.ts'),
  '@sourceos/sync-kernel/native': join(kernelFolder, 'src/native/index.ts'),
};

const packageOf = (file: string): string => {
  const installed = file.split('node_modules/').at(-1);
  if (installed !== undefined && installed !== file) return /^(?:@[^/]+\/)?[^/]+/.exec(installed)?.[0] ?? installed;
  const member = /^packages\/([^/]+)\//.exec(file)?.[1];
  return member === undefined ? file : `@sourceos/${member}`;
};

/**
 * Bundles a module for a browser.
 *
 * @param code the module's source, with imports of the kernel's entries by their published names
 * @param leftOut packages that stay imports of the bundle
 * @throws where the module does not build: a name that is not exported, or a kernel that is not built
 */
export const bundle = async (code: string, kernel: Kernel, leftOut: readonly string[] = []): Promise<Bundle> => {
  const { outputFiles, metafile } = await build({
    stdin: { contents: code, resolveDir: here, sourcefile: 'consumer.js' },
    absWorkingDir: checkout,
    bundle: true,
    write: false,
    metafile: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2023',
    logLevel: 'silent',
    // Node's own modules stay visible, so that a test can say that there are none.
    external: ['node:*', ...leftOut],
    ...(kernel === 'sources' && { alias: sources }),
  });
  const output = Object.values(metafile.outputs)[0];
  const file = outputFiles[0];
  if (output === undefined || file === undefined) throw new Error('esbuild made no bundle');
  const inputs = Object.entries(output.inputs).filter(
    ([path, { bytesInOutput }]) => bytesInOutput > 0 && path !== 'consumer.js',
  );
  const byPackage = new Map<string, number>();
  for (const [path, { bytesInOutput }] of inputs) {
    const name = packageOf(path);
    byPackage.set(name, (byPackage.get(name) ?? 0) + bytesInOutput);
  }
  return {
    code: file.text,
    raw: file.contents.byteLength,
    gzip: gzipSync(file.contents).byteLength,
    byPackage,
    files: inputs.map(([path]) => path),
    externals: output.imports.filter(({ external }) => external === true).map(({ path }) => path),
  };
};
