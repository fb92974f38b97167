import * as z from 'zod';

/** What a device can be told to do. */
export const commandKind = z.enum(['wipe', 'reset', 'lock', 'rotate_keys', 'show_message']);
