/** The steps from a document's root to a value: member names and array indexes. */
export type Path = readonly (string | number)[];

/** One thing that is wrong with a manifest, found by the rule it names. */
export interface Problem {
  readonly rule: string;
  /** Where, from the root of the value that was checked. */
  readonly path: Path;
  /** Whether the member's name or its value is at fault; of a missing member, the object that lacks it is. */
  readonly on: 'key' | 'value';
  /** One sentence without the location. */
  readonly message: string;
  /** What was found, as short JSON. */
  readonly found?: string;
  /** What was expected, in words. */
  readonly expected?: string;
  /** Names that would have been right where a name was wrong. */
  readonly candidates?: readonly string[];
}

/** A path as a JSON Pointer (RFC 6901). */
export const toPointer = (path: Path): string =>
  path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

const shownLength = 80;

/** A value as short JSON for a message; long values are cut. */
export const shorten = (value: unknown): string => {
  if (Array.isArray(value) && value.length > 0) return `an array of ${value.length}`;
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return 'an object';
  const json = (JSON.stringify(value) as string | undefined) ?? 'nothing';
  return json.length <= shownLength ? json : `${json.slice(0, shownLength - 1)}…`;
};
