import { defineVocabulary, type VocabularyValue } from '@sourceos/sync-spec';

/** The life of a memory, in order. */
export const lifecycleState = defineVocabulary('lifecycle state', {
  observed: 'Something was noticed; nobody has suggested to remember it.',
  proposed: 'Somebody suggests to remember it. An agent takes a memory no further.',
  scoped: 'It is settled where it may be used.',
  approved: 'A person agreed that it is right.',
  promoted: 'Agents in its scope may use it.',
  synced: 'The other devices of its scope may use it too.',
  expired: 'Its retention has ended and its content is gone.',
  revoked: 'A person withdrew it and its content is gone.',
});
export type LifecycleState = VocabularyValue<typeof lifecycleState>;
