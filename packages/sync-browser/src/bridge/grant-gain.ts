import { gained, textOf, textsOf, type Members } from '@sourceos/sync-kernel';
import { gravestFirst } from './capabilities.js';
import { originsGained } from './origins.js';

/** What somebody may do after a change of a grant and could not do before. */
export interface GrantGain {
  /** The gravest first. */
  readonly capabilities: readonly string[];
  readonly origins: readonly string[];
  /** The new end, where it is later. */
  readonly until: string | undefined;
  /** The person is no longer asked each time. */
  readonly unasked: boolean;
  /** It was suspended, and holds again. */
  readonly resumed: boolean;
}

const isLater = (after: string | undefined, before: string | undefined): boolean =>
  after !== undefined && (before === undefined || Date.parse(after) > Date.parse(before));

/** Compares two states of a grant as sets; a grant that is new gains everything that it has. */
export const grantGain = (before: Members, after: Members): GrantGain => {
  const until = textOf(after.expiresAt);
  return {
    capabilities: gravestFirst(gained(textsOf(before.grantedCapabilities), textsOf(after.grantedCapabilities))),
    origins: originsGained(textsOf(before.grantedOrigins), textsOf(after.grantedOrigins)),
    until: isLater(until, textOf(before.expiresAt)) ? until : undefined,
    unasked: before.confirmEachUse !== false && after.confirmEachUse === false,
    resumed: before.suspended === true && after.suspended !== true,
  };
};

/** Whether nothing is gained: the change narrows, or is none. */
export const gainsNothing = ({ capabilities, origins, until, unasked, resumed }: GrantGain): boolean =>
  capabilities.length === 0 && origins.length === 0 && until === undefined && !unasked && !resumed;
