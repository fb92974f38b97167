import { describe, it } from 'vitest';

/** Something that holds of every engine. It is a value, so that its own test can see it broken. */
export interface Law {
  readonly says: string;
  /** Throws an assertion error where the law is broken. */
  readonly holds: () => void;
}

/** Makes each law a test of the file that calls. */
export const describeLaws = (of: string, laws: readonly Law[]): void => {
  describe(of, () => {
    for (const { says, holds } of laws) it(says, holds);
  });
};
