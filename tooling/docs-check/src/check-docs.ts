import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { filesOf, readPackages, withTemporaryFolder, type Finding } from '@sourceos/workspace';
import { checkLinks } from './check-links.js';
import { checkShellExamples } from './check-shell-examples.js';
import { checkTsExamples } from './check-ts-examples.js';
import { checkCommandLines, type Commands } from './command-lines.js';
import { parseDocument } from './document.js';
import { parseExample, type Example, type ShellExample, type TsExample } from './example.js';
import { makePlayground } from './playground.js';

/** The README of the repository and of each package, and everything in docs/. */
const isDocument = (path: string): boolean => /^(?:(?:packages\/[^/]+\/)?README\.md|docs\/.*\.md)$/.test(path);

const isFinding = (parsed: Example | Finding): parsed is Finding => 'found' in parsed;
const isExample = (parsed: Example | Finding): parsed is Example => !isFinding(parsed);
const isShell = (example: Example): example is ShellExample => example.language !== 'ts';
const isTs = (example: Example): example is TsExample => example.language === 'ts';

export interface DocsCheck {
  readonly findings: readonly Finding[];
  /** How many documents and examples there were. */
  readonly documents: number;
  readonly examples: number;
}

/**
 * Follows the links of a repository's documents, compiles and runs their examples.
 *
 * @param root the repository, its packages built
 * @param more packages by name and folder that examples need besides those of the workspace
 */
export const checkDocs = (root: string, more: Readonly<Record<string, string>>): Promise<DocsCheck> =>
  withTemporaryFolder(async (folder) => {
    const files = await filesOf(root);
    const documents = await Promise.all(
      files.filter(isDocument).map(async (path) => parseDocument(path, await readFile(join(root, path), 'utf8'))),
    );
    const parsed = documents.flatMap((document) =>
      document.codeBlocks.map((block) => parseExample(document, block)).filter((result) => result !== undefined),
    );
    const examples = parsed.filter(isExample);
    const packages = readPackages(root);
    const commands: Commands = {
      root: JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as Commands['root'],
      packages: [...packages, ...readPackages(root, 'tooling')],
    };
    const playground = join(folder, 'playground');
    const scratch = join(folder, 'scratch');
    await mkdir(playground);
    await mkdir(scratch);
    makePlayground(playground, packages, more);
    const shell = examples.filter(isShell);
    const findings = [
      ...parsed.filter(isFinding),
      ...checkLinks(documents, files),
      ...shell.flatMap((example) => checkCommandLines(example, commands)),
      ...(await checkTsExamples(playground, examples.filter(isTs))),
      ...(await checkShellExamples({ root, files, playground, scratch }, shell)),
    ];
    return { findings, documents: documents.length, examples: examples.length };
  });
