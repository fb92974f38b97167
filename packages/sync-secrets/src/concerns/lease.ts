import { membersOf, timeOf, numberOf, textOf, type Concern, type Members } from '@sourceos/sync-kernel';
import { isAbout, type SecretsChange } from './concern.js';

const day = 86_400_000;

/** A lease that is longer than so many days is called long on the card. */
const longDays = 30;

const show = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : 'none';

const another = 'Revoke it, and grant another lease.';

const daysOf = ({ issuedAt, expiresAt }: Members): number => Math.ceil((timeOf(expiresAt) - timeOf(issuedAt)) / day);

/** Limits that a lease goes without. */
const unlimited = (lease: Members): readonly Concern[] => {
  const found: Concern[] = [];
  const add = (name: string, sentence: string, alternative: string): void => {
    found.push({ pointers: [`/${name}`], sentence, alternative });
  };
  if (lease.requiresHumanApproval === false) {
    add('requiresHumanApproval', 'Nobody is asked before a use.', 'Have a person asked before each use.');
  }
  if (lease.maxUses === undefined) {
    add('maxUses', 'It may be used as often as its holder likes.', 'Limit how often it is used.');
  }
  if (lease.workspaceId === undefined) {
    add('workspaceId', 'It may be used in any workspace.', 'Bind it to one workspace.');
  }
  const days = daysOf(lease);
  if (days > longDays) add('expiresAt', `It lasts ${String(days)} days.`, 'Grant it for a shorter time.');
  return found;
};

/** What a change makes of the members that a lease is: whose it is, of what, and for what. */
const bound = ['secretId', 'version', 'holderId', 'workspaceId', 'capability', 'grantedBy', 'issuedAt'] as const;

const boundWords: Readonly<Record<(typeof bound)[number], string>> = {
  secretId: 'It is a lease of another secret',
  version: 'It is a lease of another version',
  holderId: 'It has another holder',
  workspaceId: 'It is for another workspace',
  capability: 'It is for another capability',
  grantedBy: 'It is said to be granted by somebody else',
  issuedAt: 'It is said to begin at another time',
};

const changeConcerns = (old: Members, next: Members): readonly Concern[] => {
  const found: Concern[] = [];
  const add = (name: string, sentence: string, alternative = another): void => {
    found.push({ pointers: [`/${name}`], sentence, alternative });
  };
  for (const name of bound) {
    if (old[name] !== next[name]) add(name, `${boundWords[name]}: ${show(next[name])} instead of ${show(old[name])}.`);
  }
  const ends = [textOf(old.expiresAt) ?? '', textOf(next.expiresAt) ?? ''] as const;
  if (ends[0] !== ends[1]) {
    const later = Date.parse(ends[1]) > Date.parse(ends[0]);
    add('expiresAt', `It ends ${later ? 'later' : 'earlier'}: ${ends[1]} instead of ${ends[0]}.`);
  }
  if (old.maxUses !== next.maxUses) {
    const [was, is] = [numberOf(old.maxUses) ?? Infinity, numberOf(next.maxUses) ?? Infinity];
    const times = (uses: number): string =>
      uses === Infinity ? 'as often as its holder likes' : `${String(uses)} times`;
    add('maxUses', `It may be used ${times(is)} instead of ${times(was)}.`);
  }
  if (old.requiresHumanApproval !== next.requiresHumanApproval) {
    const asked = next.requiresHumanApproval === true;
    add(
      'requiresHumanApproval',
      asked ? 'A person is asked before each use.' : 'Nobody is asked before a use any more.',
    );
  }
  if (old.policyBundleHash !== next.policyBundleHash) {
    add('policyBundleHash', 'It names another policy bundle as the one that it was granted under.');
  }
  return found;
};

/** Leave to have a secret used is given, taken without a trace, or is another than what was granted. */
export const leaseConcerns = (change: SecretsChange): readonly Concern[] => {
  if (!isAbout(change, 'SecretLease')) return [];
  const [old, next] = [membersOf(change.before), membersOf(change.after)];
  if (change.after === undefined) {
    const sentence = `${show(old.holderId)} may no longer have ${show(old.secretId)} used, and nothing says why.`;
    return [{ pointers: [''], sentence, alternative: 'Revoke it instead: then everybody can see why.' }];
  }
  if (change.before !== undefined) return changeConcerns(old, next);
  const what = `version ${show(next.version)} of ${show(next.secretId)} used for ${show(next.capability)}`;
  return [
    {
      pointers: ['/holderId', '/secretId', '/capability', '/expiresAt'],
      sentence: `${show(next.holderId)} may have ${what} until ${show(next.expiresAt)}.`,
      alternative: 'Ask what it is needed for, and grant less.',
    },
    ...unlimited(next),
  ];
};
