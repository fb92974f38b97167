import type { Suite } from '../suite.js';
import { enginesSuite } from './engines.js';
import { estateSuite } from './estate.js';
import { kernelSuite } from './kernel.js';
import { relaySuite } from './relay.js';
import { syncSuite } from './sync.js';

/** Every suite, in the order in which they run where none is named. */
export const suites: readonly Suite[] = [estateSuite, kernelSuite, enginesSuite, syncSuite, relaySuite];
