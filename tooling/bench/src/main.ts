import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from '@sourceos/workspace';
import { readArguments, usage } from './arguments.js';
import { replaceSection } from './generated-section.js';

const documentPath = join(workspaceRoot, 'docs/benchmarks.md');

const main = async (): Promise<number> => {
  const request = readArguments(process.argv.slice(2));
  if (request === 'help') {
    console.log(usage);
    return 0;
  }
  if ('problem' in request) {
    console.error(`${request.problem}\n\n${usage}`);
    return 2;
  }
  let exitCode = 0;
  for (const suite of request.suites) {
    const { markdown, complete } = await suite.run({
      ...request.options,
      onProgress: (text) => console.error(`${suite.name}: ${text}`),
    });
    console.log(`\n## ${suite.name}\n\n${markdown}\n`);
    if (!complete) exitCode = 1;
    if (!request.write) continue;
    const document = complete
      ? replaceSection(readFileSync(documentPath, 'utf8'), `bench ${suite.name}`, markdown)
      : undefined;
    if (document !== undefined) writeFileSync(documentPath, document);
    else {
      console.error(
        `docs/benchmarks.md is unchanged: ${complete ? 'it has no section for' : 'not all was measured in'} ${suite.name}`,
      );
      exitCode = 1;
    }
  }
  return exitCode;
};

process.exitCode = await main();
