import { library } from '@sourceos/tsup-config';

export default library({ index: 'src/index.ts' }, { platform: 'node' });
