import { bundle } from './bundle.js';
import { entries } from './entries.js';
import { dependencyTable, sizeTable } from './tables.js';

const measured = await Promise.all(
  Object.values(entries).map(async (entry) => [entry, await bundle(entry.code, 'published')] as const),
);
const whole = await bundle(entries.kernel.code, 'published');
console.log(`${sizeTable(measured)}\n\n${dependencyTable(whole)}`);
