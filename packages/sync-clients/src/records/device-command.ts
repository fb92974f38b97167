import { multiLine, singleLine, timestamp, urnOf } from '@sourceos/sync-spec';
import * as z from 'zod';
import type { commandKind } from './command-kind.js';

/** How long a command may wait to be run, in milliseconds. */
export const maxLifetime = 30 * 24 * 60 * 60 * 1000;

const named = <Kind extends z.infer<typeof commandKind>>(kind: Kind) => z.literal(kind);

const action = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: named('wipe').describe('Erase. Takes effect only with an approval of another device or the recovery key.'),
    extent: z.enum(['profile', 'device']).describe("The profile's data, or everything on the device."),
  }),
  z.strictObject({
    kind: named('reset').describe('Drop what was synchronised and fetch it again.'),
    collection: z
      .string()
      .max(64)
      .regex(/^[a-z0-9_.-]+$/, { error: 'a collection' })
      .describe('The one collection; all where absent.')
      .optional(),
  }),
  z.strictObject({ kind: named('lock').describe('Lock the session and forget the opened keys.') }),
  z.strictObject({ kind: named('rotate_keys').describe('Make new keys and ask to be enrolled again with them.') }),
  z.strictObject({
    kind: named('show_message'),
    title: singleLine(128),
    text: multiLine(2_048).describe('Shown as plain text.').optional(),
  }),
]);

/** A command to one device. It runs at most once, and not after it expires; at most 30 days are allowed for that. */
export const deviceCommand = z
  .strictObject({
    type: z.literal('DeviceCommand'),
    target: urnOf('device').describe('The device that is told.'),
    issuedBy: urnOf('device').describe('The device that tells it, and writes the record: it is no second signature.'),
    action: action.describe('What it is told to do.'),
    issuedAt: timestamp(),
    expiresAt: timestamp().describe('The end of the time in which it may run.'),
  })
  .superRefine(({ issuedAt, expiresAt }, context) => {
    const lifetime = Date.parse(expiresAt) - Date.parse(issuedAt);
    if (lifetime > 0 && lifetime <= maxLifetime) return;
    context.addIssue({ code: 'custom', path: ['expiresAt'], message: 'after issuedAt, by 30 days at most' });
  })
  .describe('A command to one device, which expires and runs at most once.');
