import { fileURLToPath } from 'node:url';

const folder = (path: string): string => fileURLToPath(new URL(path, import.meta.url)).replace(/[\\/]$/, '');

/** The root of the checkout. Found here, since vitest's configuration can load no package that is TypeScript. */
export const checkout = folder('../../../');

/** The folder of the kernel's package. */
export const kernelFolder = folder('../../../packages/sync-kernel/');
