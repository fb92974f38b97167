import { membersOf } from '@sourceos/sync-kernel';
import type { Concern, ModelsChange } from './concern.js';
import { providerConcerns } from './provider.js';
import { routeConcerns } from './route.js';

const deletion = ({ before }: ModelsChange): readonly Concern[] => {
  const { type } = membersOf(before);
  const kind = 'deletion';
  switch (type) {
    case 'ModelRoute':
      return [
        {
          kind,
          pointers: ['/targets'],
          sentence: 'Requests of its kind have no route and no ceiling any more.',
          alternative: 'Give the route another target instead.',
        },
      ];
    case 'ModelProvider':
      return [
        {
          kind,
          pointers: ['/location'],
          sentence: 'Requests go on to the next target of every route that tries it.',
          alternative: 'Switch it off instead.',
        },
      ];
    default:
      return [];
  }
};

/** Everything about a change that a person should know first, the gravest first. What a device has is its own fact. */
export const concernsOf = (change: ModelsChange): readonly Concern[] =>
  change.after === undefined ? deletion(change) : [...routeConcerns(change), ...providerConcerns(change)];
