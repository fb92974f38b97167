import type { AuthorizeContext, Reason } from '@sourceos/sync-kernel';
import type { MemoryChange } from '../concerns/concern.js';

/** A rule of the domain: why a change is refused, whoever signs it; nothing where it is not. */
export type Rule = (change: MemoryChange, context: AuthorizeContext) => readonly Reason[];
