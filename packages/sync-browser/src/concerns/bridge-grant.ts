import { listed, membersOf, textOf } from '@sourceos/sync-kernel';
import { capabilityWords } from '../bridge/capabilities.js';
import { gainsNothing, grantGain } from '../bridge/grant-gain.js';
import type { BrowserChange, Concern } from './concern.js';

const dangerousMembers = ['grantee', 'grantedOrigins', 'grantedCapabilities', 'confirmEachUse', 'expiresAt'] as const;

/** What somebody outside the browser gains in it: each gain a concern, the gravest capability first. */
export const bridgeGrantConcerns = ({ before, after, pointers }: BrowserChange): readonly Concern[] => {
  const [old, next] = [membersOf(before), membersOf(after)];
  if (old.type !== 'BridgeGrant' && next.type !== 'BridgeGrant') return [];
  const found: Concern[] = [];
  const add = (names: readonly string[], sentence: string, alternative: string): void => {
    found.push({ kind: 'bridge_grant', pointers: names.map((name) => `/${name}`), sentence, alternative });
  };
  const [was, grantee] = [textOf(old.grantee), textOf(next.grantee) ?? 'its holder'];
  if (after === undefined) {
    add(dangerousMembers, `${was ?? 'Its holder'} loses the grant; nobody gains anything.`, 'Suspend it instead.');
    return found;
  }
  const moved = was !== undefined && was !== grantee;
  if (moved) add(['grantee'], `It goes to ${grantee} instead of ${was}.`, `Make a grant of its own for ${grantee}.`);
  // Somebody else has nothing of it yet, however little differs.
  const gain = grantGain(moved ? {} : old, next);
  const { capabilities, origins, until, unasked, resumed } = gain;
  if (capabilities.length > 0) {
    const words = listed(capabilities.map(capabilityWords), 12);
    add(
      ['grantedCapabilities'],
      `${grantee} may ${words}.`,
      `Grant it without: ${capabilityWords(capabilities[0] ?? '')}.`,
    );
  }
  if (origins.length > 0) {
    add(['grantedOrigins'], `It may do so on ${listed(origins)}.`, 'Grant it for the one page that it is needed on.');
  }
  if (unasked)
    add(['confirmEachUse'], 'You are not asked before it acts.', 'Grant it with a question before each use.');
  if (until !== undefined) add(['expiresAt'], `It holds until ${until}.`, 'Let it end sooner.');
  if (resumed) add(['suspended'], 'A grant that was suspended holds again.', 'Leave it suspended.');
  const touched = dangerousMembers.filter((name) => pointers.some((pointer) => pointer.split('/')[1] === name));
  if (gainsNothing(gain) && !moved && touched.length > 0) {
    add(touched, 'It is narrowed: nobody gains anything.', 'Suspend it, which is in force at once.');
  }
  return found;
};
