import type { Change } from '@sourceos/sync-kernel';
import type { PolicyFabricRecord } from '../record.js';

export type PolicyChange = Change<PolicyFabricRecord>;

/** One thing about a change of policy that a person should know. */
export interface Concern {
  /** `loosens`: it asks for less than what is in force, which holds until a downgrade retires it. */
  readonly kind: 'downgrade' | 'layer' | 'edition' | 'loosens' | 'opens' | 'tightens' | 'words';
  readonly pointers: readonly string[];
  readonly sentence: string;
  /** What to do instead, as a sentence. */
  readonly alternative: string;
}

type Names = 'rules' | 'limits' | 'allowLists' | 'denyLists';

/** What every concern about one item of a bundle has: where it is. */
export const concernAbout =
  (list: Names, name: string) =>
  (kind: Concern['kind'], sentence: string, alternative: string): Concern => ({
    kind,
    pointers: [`/${list}/${name}`],
    sentence,
    alternative,
  });

/** What asking for less amounts to while what is stricter stands. */
export const stillHolds = 'what is in force holds until a downgrade retires it';
export const useDowngrade = 'Write a downgrade that names the bundle, if it is to be loosened.';
