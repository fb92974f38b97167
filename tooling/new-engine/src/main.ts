/**
 * Writes packages/sync-<name>/ with the rooms that every engine package has: a manifest, a record schema
 * with one kind of record, an engine with its hooks, a scenario catalogue, conformance, and the configuration. What it writes compiles, passes its lint and
 * its tests, and is what structure-check expects; the author goes on from there.
 *
 *     npm run new-engine -- <name> [--owner <owner/name>]
 *
 * `--owner` names the repository that answers for an engine outside the canonical eleven. Exit codes: 0
 * written, 2 refused.
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writeEngine } from './write-engine.js';

// By its own place and not by that of a linked package: a copy of the repository writes into the copy.
const root = fileURLToPath(new URL('../../../', import.meta.url));

const usage = 'usage: npm run new-engine -- <name> [--owner <owner/name>]';

const refuse = (message: string): void => {
  console.error(`new-engine: ${message}`);
  process.exitCode = 2;
};

const parse = () => {
  try {
    return parseArgs({ allowPositionals: true, options: { owner: { type: 'string' }, help: { type: 'boolean' } } });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

const main = async (): Promise<void> => {
  const parsed = parse();
  if (typeof parsed === 'string') {
    refuse(`${parsed}\n${usage}`);
    return;
  }
  if (parsed.values.help) {
    console.log(usage);
    return;
  }
  const [name, ...more] = parsed.positionals;
  if (name === undefined || more.length > 0) {
    refuse(`${parsed.positionals.length} names given; expected one\n${usage}`);
    return;
  }
  const written = await writeEngine(root, name, parsed.values.owner);
  if (!written.ok) {
    refuse(written.message);
    return;
  }
  for (const file of written.files) console.log(`${written.directory}/${file}`);
  console.log(
    '\nNext: npm test installs it; the fields of the domain in src/records/, npm run generate, npm run changeset.',
  );
};

await main();
