import { classifyConcerns, type Classification } from '@sourceos/sync-kernel';
import type { ClientsChange } from './authority/rule.js';
import { concernsOf } from './concerns/concerns-of.js';

/** Keys, enrolments, revocations and commands are dangerous; names, heartbeats and results flow. */
export const classify = (change: ClientsChange): Classification =>
  classifyConcerns(concernsOf(change), 'No key changes, and no device is told anything.');
