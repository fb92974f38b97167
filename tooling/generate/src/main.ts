/** `npm run generate` writes what follows from the code; with --check it only says what is stale. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { report, workspaceRoot, type Finding } from '@sourceos/workspace';
import * as prettier from 'prettier';
import { replacePart, type Artifact } from './artifact.js';
import { engineManifests } from './engine-manifests.js';
import { engineTables } from './engine-tables.js';
import { kernelSource, kernelTables } from './kernel-tables.js';
import { publishedManifests } from './published-manifests.js';
import { rulePages, scannerRules } from './rule-pages.js';
import { vocabularyTables } from './vocabulary-tables.js';

const read = (path: string): string | undefined => (existsSync(path) ? readFileSync(path, 'utf8') : undefined);

/** What a file should hold; undefined where it lacks the markers of a part. */
const expected = async ({ file, part, content }: Artifact): Promise<string | undefined> => {
  const path = join(workspaceRoot, file);
  const text = part === undefined ? content : replacePart(read(path) ?? '', part, content);
  if (text === undefined) return undefined;
  return prettier.format(text, { ...(await prettier.resolveConfig(path)), filepath: path });
};

/** Pages of rules that no longer exist. */
const leftOver = (artifacts: readonly Artifact[]): string[] => {
  const files = new Set(artifacts.map(({ file }) => file));
  return readdirSync(join(workspaceRoot, 'docs', 'rules'), { recursive: true, encoding: 'utf8' })
    .map((name) => `docs/rules/${name}`)
    .filter((file) => /^docs\/rules\/\w+\/.*\.md$/.test(file) && !files.has(file));
};

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const manifests = await engineManifests();
const artifacts = [
  publishedManifests(manifests),
  ...engineTables(manifests),
  ...rulePages(await scannerRules()),
  vocabularyTables(),
  ...kernelTables(await kernelSource()),
];

const findings: Finding[] = [];
for (const artifact of artifacts) {
  const path = join(workspaceRoot, artifact.file);
  const text = await expected(artifact);
  if (text === undefined) {
    findings.push({
      path: artifact.file,
      found: 'no markers',
      expected: `<!-- generated: ${artifact.part ?? ''} --> and <!-- /generated -->`,
    });
  } else if (read(path) !== text) {
    if (values.check) {
      findings.push({ path: artifact.file, found: 'stale content', expected: 'what `npm run generate` writes' });
    } else {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
  }
}
for (const file of leftOver(artifacts)) {
  if (values.check) findings.push({ path: file, found: 'a page of a rule that does not exist', expected: 'no file' });
  else rmSync(join(workspaceRoot, file));
}
process.exitCode = report(findings, `${artifacts.length} generated files and tables are up to date`);
