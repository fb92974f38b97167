import type { Card, Change } from './change.js';

/** The card of a change of which the engine says nothing itself. */
export const plainCard = ({ objectId, pointers, before, after }: Change): Card => ({
  title:
    after === undefined
      ? `${objectId} would be deleted.`
      : before === undefined
        ? `${objectId} would be created.`
        : `${objectId} would change at ${pointers.join(', ')}.`,
  risk: 'The engine gives no description of its own for this change.',
  alternatives: ['Reject it and keep what is in force.'],
});
