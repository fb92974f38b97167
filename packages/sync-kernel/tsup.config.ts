import { library } from '@sourceos/tsup-config';

/**
 * One output file for each module, so that a bundler leaves out what a page does not import: in one file,
 * the control log's schemas would come along with everything (see tooling/browser-check).
 */
export default library(['src/**/*.ts', '!src/**/*.test.ts', '!src/**/testing/**'], {
  bundle: false,
  treeshake: false,
  dts:
    process.env['SOURCEOS_NO_DTS'] === '1'
      ? false
      : {
          compilerOptions: { ignoreDeprecations: '6.0' },
          entry: {
            index: 'src/index.ts',
            'wire/index': 'src/wire/index.ts',
            'control/index': 'src/control/index.ts',
            'native/index': 'src/native/index.ts',
            'secrets/index': 'src/secrets/index.ts',
          },
        },
});
