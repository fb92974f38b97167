import { secretMarker } from '@sourceos/sync-kernel/secrets';

const marker = secretMarker('');

/** Whether something was taken out of a JSON value before it was signed. */
export const holdsMarker = (value: unknown): boolean => {
  if (typeof value === 'string') return value.includes(marker);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([name, member]) => name.includes(marker) || holdsMarker(member));
};
