import { library } from '@sourceos/tsup-config';

export default [
  library({ index: 'src/index.ts' }, { platform: 'node', clean: false }),
  // The command is a gate of its own: it carries its dependencies, so that a cold start reads few files.
  library(
    { cli: 'src/cli/main.ts' },
    {
      platform: 'node',
      clean: false,
      dts: false,
      sourcemap: false,
      splitting: true,
      minifySyntax: true,
      noExternal: [/./],
      // Some dependencies are CommonJS and ask for Node's modules by require().
      banner: {
        js: "import { createRequire as createRequireOfNode } from 'node:module';\nconst require = createRequireOfNode(import.meta.url);",
      },
    },
  ),
];
