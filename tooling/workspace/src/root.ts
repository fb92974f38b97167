import { fileURLToPath } from 'node:url';

/** The root of the workspace that this file stands in, absolute, with a separator at its end. */
export const workspaceRoot = fileURLToPath(new URL('../../../', import.meta.url));
