import { library } from '@sourceos/tsup-config';

export default [
  library({ index: 'src/index.ts' }, { platform: 'node', clean: false }),
  // The command is a gate of its own, and a cold start counts: one minified CommonJS file, which Node loads faster
  // than modules. It carries its dependencies; what a command does not use is not run.
  library(
    { cli: 'src/cli/main.ts' },
    {
      format: 'cjs',
      platform: 'node',
      clean: false,
      dts: false,
      sourcemap: false,
      splitting: false,
      minify: true,
      noExternal: [/./],
      // From source, so that what the command does not use of it is left out.
      esbuildOptions: (options) => {
        options.alias = { '@sourceos/sync-spec': '../sync-spec/src/index.ts' };
      },
    },
  ),
];
