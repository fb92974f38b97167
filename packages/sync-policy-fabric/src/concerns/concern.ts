import type { Change, ConcernOf } from '@sourceos/sync-kernel';
import type { PolicyFabricRecord } from '../record.js';

export type PolicyChange = Change<PolicyFabricRecord>;

/** `loosens`: it asks for less than what is in force, which holds until a downgrade retires it. */
export type Concern = ConcernOf<'downgrade' | 'layer' | 'edition' | 'loosens' | 'opens' | 'tightens' | 'words'>;

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
