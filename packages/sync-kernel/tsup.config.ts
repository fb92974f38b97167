import { library } from '@sourceos/tsup-config';

// State in a file of its own behind the index, so that a bundler that needs it alone leaves zod and the gate out.
export default library({
  index: 'src/index.ts',
  wire: 'src/wire/index.ts',
  native: 'src/native/index.ts',
  state: 'src/state/derive-state.ts',
});
