import shared from '@sourceos/vitest-config';
import { mergeConfig } from 'vitest/config';

// Most files import all engines: a worker reads them once, and not again for each file.
export default mergeConfig(shared, { test: { isolate: false } });
