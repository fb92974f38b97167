import { library } from '@sourceos/tsup-config';

export default [
  library({ index: 'src/index.ts' }, { platform: 'node', clean: false }),
  library({ cli: 'src/cli/main.ts' }, { platform: 'node', clean: false, dts: false, sourcemap: false }),
];
