import type { Change, Classification } from '../engine/change.js';
import type { Engine, SecretFinding } from '../engine/engine.js';
import type { Json, JsonObject } from '../model/json.js';
import { pointerNames, pointerStep } from '../model/pointer-step.js';
import { quote, visibleText } from '../model/visible-text.js';
import { secretMarker } from '../secrets/marker.js';
import { textDifference } from './text-difference.js';

/** One member that would change, as text that is safe to show: one line each, bounded, nothing hidden in it. */
export interface FieldDifference {
  /** JSON Pointer (RFC 6901), in visible text. */
  readonly pointer: string;
  /** The value in force; undefined where there is none. */
  readonly before: string | undefined;
  /** The proposed value; undefined where it goes. */
  readonly after: string | undefined;
  readonly dangerous: boolean;
}

/** Members that a card shows: a person reads no more, and is told how many there are. */
const mostDifferences = 40;
const longestValue = 240;
/** With room for escapes, of which the longest takes ten characters. */
const longestQuoted = 10 * longestValue;
const longestPointer = 160;

/** A member of an object; undefined where there is none, or no object. Own members only. */
const memberOf = (value: Json | undefined, name: string): Json | undefined =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as JsonObject)[name] : undefined;

/** The value at a pointer; undefined where there is none. Own members only. */
const valueAt = (record: JsonObject | undefined, pointer: string): Json | undefined => {
  let value: Json | undefined = record;
  for (const name of pointerNames(pointer)) value = memberOf(value, name);
  return value;
};

/** Whether one pointer is the other, or lies within it. */
const overlaps = (a: string, b: string): boolean => a === b || a.startsWith(`${b}/`) || b.startsWith(`${a}/`);

/** One side of a change: what redaction leaves of it, and what it found. */
interface Side {
  readonly there: JsonObject | undefined;
  readonly shown: JsonObject | undefined;
  readonly findings: readonly SecretFinding[];
}

const sideOf = (engine: Engine, record: JsonObject | undefined): Side => {
  if (record === undefined) return { there: undefined, shown: undefined, findings: [] };
  const { record: shown, findings } = engine.redact(record);
  return { there: record, shown, findings };
};

const isSecret = ({ findings }: Side, pointer: string): string | undefined =>
  findings.find((finding) => overlaps(finding.pointer, pointer))?.kind;

const hidden = (kind: string): string => `a secret, not shown (${visibleText(kind, 40)})`;

const namesOf = (value: Json | undefined): readonly string[] =>
  typeof value === 'object' && value !== null ? Object.keys(value) : [];

/** One side along a pointer: a value, and what redaction left of it. */
type Level = readonly [there: Json | undefined, shown: Json | undefined];

/** Tells whether redaction gave a member another name: it is gone, and what is left has one that was not there. */
const createRenamed = (): ((level: Level, name: string) => boolean) => {
  // Asked once of each object, and not for every name: a record may have thousands of them.
  const gained = new Map<Json | undefined, boolean>();
  const gains = ([there, shown]: Level): boolean => {
    const answer = gained.get(there) ?? namesOf(shown).some((name) => memberOf(there, name) === undefined);
    gained.set(there, answer);
    return answer;
  };
  return ([there, shown], name) =>
    memberOf(there, name) !== undefined && memberOf(shown, name) === undefined && gains([there, shown]);
};

/** Writes pointers without the names that redaction took away: a name may be a secret as a value may. */
const pointersShown = (sides: readonly Side[]): ((pointer: string) => string) => {
  const records = sides.map(({ there, shown }) => ({ top: [there, shown] as Level, isRenamed: createRenamed() }));
  return (pointer) => {
    let levels = records.map(({ top, isRenamed }) => ({ level: top, isRenamed }));
    let path = '';
    for (const name of pointerNames(pointer)) {
      const hides = levels.some(({ level, isRenamed }) => isRenamed(level, name));
      path += pointerStep(hides ? secretMarker('name') : name);
      levels = levels.map(({ level: [there, shown], isRenamed }) => ({
        level: [memberOf(there, name), memberOf(shown, name)],
        isRenamed,
      }));
    }
    return path;
  };
};

const textsOf = (pointer: string, left: Side, right: Side): Pick<FieldDifference, 'before' | 'after'> => {
  const [before, after] = [valueAt(left.shown, pointer), valueAt(right.shown, pointer)];
  const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
  const [one, other] = textDifference(text(before), text(after), longestValue);
  const textOf = (side: Side, value: Json | undefined, compared: string): string | undefined => {
    const kind = isSecret(side, pointer);
    if (kind !== undefined) return hidden(kind);
    if (value !== undefined) return quote(typeof value === 'string' ? compared : value, longestQuoted);
    // Redaction took it out without a finding of its own: it is there, and not to be seen.
    return valueAt(side.there, pointer) === undefined ? undefined : hidden('redacted');
  };
  return { before: textOf(left, before, one), after: textOf(right, after, other) };
};

/** A change as its engine's redaction lets it be seen, and its differing members, dangerous ones first. */
export interface ShownChange {
  readonly change: Change;
  readonly differences: readonly FieldDifference[];
  /** How many more members differ than are listed. */
  readonly omitted: number;
}

/** What a person may see of a change: secrets are named by their kind and never shown. */
export const shownChange = (engine: Engine, change: Change, classification: Classification): ShownChange => {
  const [left, right] = [sideOf(engine, change.before), sideOf(engine, change.after)];
  const redacted = [left, right].filter(({ there, shown }) => there !== shown);
  const shown = redacted.length === 0 ? (pointer: string) => pointer : pointersShown(redacted);
  const isDangerous = (pointer: string): boolean => classification.pointers.some((it) => overlaps(it, pointer));
  // A flood of harmless members must not push the dangerous one off the card.
  const dangerous = new Set(classification.pointers.length === 0 ? [] : change.pointers.filter(isDangerous));
  const ordered = [...dangerous, ...change.pointers.filter((pointer) => !dangerous.has(pointer))];
  const differences = ordered.slice(0, mostDifferences).map((pointer) => ({
    pointer: visibleText(shown(pointer), longestPointer),
    ...textsOf(pointer, left, right),
    dangerous: dangerous.has(pointer),
  }));
  return {
    change: { ...change, before: left.shown, after: right.shown, pointers: change.pointers.map(shown) },
    differences,
    omitted: ordered.length - differences.length,
  };
};
