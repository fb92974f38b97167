export type { HostFailure, HostResult } from './failure.js';
