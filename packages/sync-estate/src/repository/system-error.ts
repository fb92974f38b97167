import { getSystemErrorMap } from 'node:util';

/** The code of an operating system's error, such as `EACCES`. */
export const errorCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'EIO';

/** An operating system's error in words, with its code: `permission denied (EACCES)`. */
export const describeError = (error: unknown): string => {
  const code = errorCode(error);
  const words =
    error instanceof Error && 'errno' in error && typeof error.errno === 'number'
      ? getSystemErrorMap().get(error.errno)?.[1]
      : undefined;
  return words === undefined ? code : `${words} (${code})`;
};
