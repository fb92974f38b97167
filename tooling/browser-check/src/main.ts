import { writeFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from './bundle.js';
import { enginePackages, manifestAlone, ownCode, wholeCode } from './engine-packages.js';
import { entries } from './entries.js';
import { checkout } from './kernel-folder.js';
import { dependencyTable, engineTable, sizeTable } from './tables.js';

const measured = await Promise.all(
  Object.values(entries).map(async (entry) => [entry, await bundle(entry.code, 'published')] as const),
);
const whole = await bundle(entries.kernel.code, 'published');
const engines = await Promise.all(
  enginePackages.map(async (engine) => ({
    name: engine.name,
    own: await ownCode(engine),
    whole: await wholeCode(engine),
    manifest: await manifestAlone(engine),
  })),
);
console.log(`${sizeTable(measured)}\n\n${dependencyTable(whole)}\n\n${engineTable(engines)}`);

// Figures of one day: they go into the page when somebody asks for it, and no check compares them.
if (process.argv.includes('--write')) {
  const page = join(checkout, 'docs/browser.md');
  const [start, end] = ['<!-- generated: engine sizes -->', '<!-- /generated -->'];
  const text = readFileSync(page, 'utf8');
  const [before, rest] = text.split(start);
  const after = rest?.split(end).slice(1).join(end);
  if (before === undefined || after === undefined) throw new Error(`${page} has no section of engine sizes.`);
  writeFileSync(page, `${before}${start}\n\n${engineTable(engines)}\n\n${end}${after}`);
}
