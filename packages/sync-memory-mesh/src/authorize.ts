import type { AuthorizeContext, Reason } from '@sourceos/sync-kernel';
import type { MemoryChange } from './concerns/concern.js';
import { keepsContent, keepsEnd, keepsScope } from './rules/bounds.js';
import { agents, life } from './rules/life.js';
import { place } from './rules/place.js';
import type { Rule } from './rules/rule.js';
import { noInjection, trustedSource } from './rules/source.js';

const rules: readonly Rule[] = [place, life, agents, trustedSource, noInjection, keepsScope, keepsContent, keepsEnd];

/**
 * What no signature and no review allows. Each rule asks about the write, the scope of the log that it is in, and the
 * memory as all devices agree on it; none about anything that one device alone has in force.
 */
export const authorize = (change: MemoryChange, context: AuthorizeContext): readonly Reason[] =>
  rules.flatMap((rule) => rule(change, context));
