import * as z from 'zod';

/** Where an extension runs: BearBrowser, TurtleTerm, Prophet Workspace or the system itself. */
export const hostSurface = z.enum(['browser', 'terminal', 'workspace', 'system']);
