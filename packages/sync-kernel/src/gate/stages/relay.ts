import { reasonOf } from '../../model/reason-of.js';
import { ending, type Ending, type Passage } from '../passage.js';

/** What a relay that contradicts itself brings is kept apart: what it withholds cannot be known. */
export const relay = ({ arrival }: Passage): Ending | undefined => {
  if (arrival.relayFault === undefined) return undefined;
  const evidence = { relayId: arrival.relayId ?? 'unknown' };
  return ending('quarantined', reasonOf(arrival.relayFault, { evidence }));
};
