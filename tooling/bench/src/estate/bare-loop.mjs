// The least that any reader of manifests does: read each listed file and parse it.
// Plain JavaScript, so that nothing but Node starts with it. Usage: bare-loop.mjs <list of paths>
import { readFileSync } from 'node:fs';
import process from 'node:process';

let parsed = 0;
let failed = 0;
for (const path of readFileSync(process.argv[2], 'utf8').trimEnd().split('\n')) {
  try {
    JSON.parse(readFileSync(path, 'utf8'));
    parsed += 1;
  } catch {
    failed += 1;
  }
}
process.stdout.write(JSON.stringify({ parsed, failed }));
