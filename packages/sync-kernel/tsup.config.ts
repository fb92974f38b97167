import { library } from '@sourceos/tsup-config';

export default library({ index: 'src/index.ts', wire: 'src/wire/index.ts', native: 'src/native/index.ts' });
