import * as z from 'zod';

/** The shells that a profile or a template is written for. `posix` is what every Bourne-like shell runs. */
export const shellDialect = z.enum(['posix', 'bash', 'zsh', 'fish', 'nushell', 'powershell']);
export type ShellDialect = z.infer<typeof shellDialect>;
