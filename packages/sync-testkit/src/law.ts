/** Something that must hold: give both to a test runner, as in `it(law.name, law.check)`. `check` throws where it does not. */
export interface Law {
  readonly name: string;
  readonly check: () => void;
}

/** Throws an error with the sentence unless the condition holds. */
export function expectThat(condition: boolean, sentence: () => string): asserts condition {
  if (!condition) throw new Error(sentence());
}
