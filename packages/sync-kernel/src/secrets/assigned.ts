import { runEnd, type Characters } from './characters.js';
import type { SecretRule } from './rule.js';

/** A secret without a form of its own, known by the name that it is assigned to: `aws_secret_access_key = …`. */
interface AssignedFormat {
  readonly kind: string;
  readonly source: string;
  readonly names: readonly string[];
  readonly characters: Characters;
  /** How long the value is, at least. */
  readonly least: number;
}

/** What may stand between a name and its value: in a shell, a properties file, JSON, and JSON in a JSON string. */
const between = new Uint8Array(128);
for (const character of ' \t:="\'\\>') between[character.charCodeAt(0)] = 1;

/** The rule of an assigned secret. The name stays, the value is the secret. */
export const assigned = ({ kind, source, names, characters, least }: AssignedFormat): SecretRule => ({
  kind,
  source,
  anchors: names,
  find: (text, at, anchor) => {
    const named = at + anchor.length;
    const start = runEnd(text, named, between, 12);
    if (start === named) return undefined;
    const enough = runEnd(text, start, characters, least);
    return enough - start < least ? undefined : { start, end: runEnd(text, enough, characters) };
  },
});
