import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { build } from 'tsup';

const bundle = async (script) => {
  const results = resolve('.results');
  mkdirSync(results, { recursive: true });
  const outDir = mkdtempSync(join(results, 'script-'));
  process.once('exit', () => rmSync(outDir, { recursive: true, force: true }));
  const name = basename(script).replace(/\.[jt]s$/, '');
  await build({
    entry: { [name]: script },
    outDir,
    config: false,
    silent: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    outExtension: () => ({ js: '.mjs' }),
    // A driver that is a library of the machine's finds it beside itself.
    noExternal: [/^(?!@photostructure\/sqlite)/],
    // CommonJS that is bundled asks for Node's own modules by `require`.
    banner: {
      js: `import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);`,
    },
  });
  return join(outDir, `${name}.mjs`);
};

const bundles = new Map();

/** See bundled-script.d.ts. */
export const bundledScript = (script) => {
  const made = bundles.get(script) ?? bundle(script);
  bundles.set(script, made);
  return made;
};
