import * as z from 'zod';

/** A closed set of names, each with a one-sentence meaning that tools print. */
export interface Vocabulary<Name extends string> {
  /** What one name of the set is called in a sentence, for example `merge strategy`. */
  readonly noun: string;
  /** The names, in the order of the specification. */
  readonly values: readonly Name[];
  readonly meanings: Readonly<Record<Name, string>>;
  readonly schema: z.ZodEnum<{ [Key in Name]: Key }>;
  has(value: unknown): value is Name;
}

/** The union of a vocabulary's names. */
export type VocabularyValue<V> = V extends Vocabulary<infer Name> ? Name : never;

/** Declares a closed vocabulary from a table of names and meanings. */
export const defineVocabulary = <const Name extends string>(
  noun: string,
  meanings: Readonly<Record<Name, string>>,
): Vocabulary<Name> => {
  const values = Object.keys(meanings) as Name[];
  return {
    noun,
    values,
    meanings,
    schema: z.enum(values),
    has: (value): value is Name => typeof value === 'string' && Object.hasOwn(meanings, value),
  };
};
