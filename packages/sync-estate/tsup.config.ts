import { library } from '@sourceos/tsup-config';

// The command is one of the gate's hot paths: it carries its dependencies, so that a cold start reads few files.
export default library(
  { index: 'src/index.ts', cli: 'src/cli/main.ts' },
  { platform: 'node', splitting: true, noExternal: [/./], minifySyntax: true },
);
