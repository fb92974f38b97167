import * as z from 'zod';

/**
 * The version of an extension: one to four numbers, as browsers number extensions, and a prerelease
 * as semantic versions have. Every two of them can be ordered, so that a downgrade can be told.
 */
export const extensionVersion = () =>
  z
    .string()
    .max(64)
    .regex(/^(?:0|[1-9][0-9]{0,8})(?:\.(?:0|[1-9][0-9]{0,8})){0,3}(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/, {
      error: 'a version such as 1.2.3 or 1.2.3.4',
    });
