import { listed, membersOf, shorten, textOf, type Concern } from '@sourceos/sync-kernel';
import type { ClientsChange } from '../authority/rule.js';
import { sidesOf } from './concern.js';

/** The beginning of a key, as people compare it. */
const keyWords = (key: unknown): string => (textOf(key) ?? 'no key').slice(0, 8);

/** A device is enrolled, or gets other keys. */
export const deviceConcerns = (change: ClientsChange): readonly Concern[] => {
  const sides = sidesOf(change, 'Device');
  if (sides === undefined) return [];
  const { old, next } = sides;
  const voucher = shorten(textOf(membersOf(next.enrolment).enrolledBy) ?? 'nobody');
  const name = shorten(textOf(next.name) ?? change.objectId);
  if (change.before === undefined) {
    return [
      {
        pointers: ['/enrolment'],
        sentence: `The device "${name}" is enrolled by ${voucher}: it will hold everything of the profile that it gets keys for.`,
        alternative: 'Compare the beginning of its key on both devices first.',
      },
    ];
  }
  const changed = ['signingKey', 'sealingKey', 'enrolment'].filter(
    (field) => JSON.stringify(old[field]) !== JSON.stringify(next[field]),
  );
  if (changed.length === 0) return [];
  return [
    {
      pointers: changed.map((field) => `/${field}`),
      sentence: `The device "${name}" is enrolled again by ${voucher}: its signing key begins ${keyWords(next.signingKey)} instead of ${keyWords(old.signingKey)}, its sealing key ${keyWords(next.sealingKey)} instead of ${keyWords(old.sealingKey)}.`,
      alternative: 'Ask whoever holds the device whether its keys were made anew.',
    },
  ];
};

/** A device ends. */
export const revocationConcerns = (change: ClientsChange): readonly Concern[] => {
  const sides = sidesOf(change, 'DeviceRevocation');
  if (sides === undefined || change.pointers.length === 0) return [];
  const { deviceId, revokedKeys, cause } = sides.next;
  const keys = Array.isArray(revokedKeys) ? revokedKeys : [];
  const stands = keys.map((key: unknown) => String(Number(membersOf(key).lastSequence ?? 0)));
  return [
    {
      pointers: ['/revokedKeys'],
      sentence: `${shorten(textOf(deviceId) ?? 'A device')} is revoked for ever (${shorten(textOf(cause) ?? 'no cause')}): what it wrote stands up to batch ${listed(stands, 5, shorten)}.`,
      alternative: 'Lock the device until somebody has looked for it.',
    },
  ];
};
