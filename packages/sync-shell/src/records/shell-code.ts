import { multiLine } from '@sourceos/sync-spec';

/**
 * Code that a shell runs. Bidirectional control characters are refused: they make a reviewer read
 * another program than the shell runs (CVE-2021-42574).
 *
 * @param max the most UTF-16 code units that it may have
 */
export const shellCode = (max: number) =>
  multiLine(max).regex(/^[^\u202A-\u202E\u2066-\u2069]*$/, {
    error: 'code without bidirectional control characters',
  });
