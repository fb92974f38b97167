import { secretMarker } from './marker.js';
import type { SecretRule, Span } from './rule.js';
import { secretRules } from './rules/index.js';

/** A place in a text that has the form of a credential. */
export interface FoundSecret extends Span {
  /** The format, for example `github-token`. */
  readonly kind: string;
}

const escaped = (literal: string): string => literal.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** For every anchor the rules that it can be of, those of a shorter anchor that it begins with included. */
const rulesByAnchor: ReadonlyMap<string, readonly SecretRule[]> = (() => {
  const anchors = new Set(secretRules.flatMap((rule) => rule.anchors));
  return new Map(
    [...anchors].map((anchor) => [
      anchor,
      secretRules.filter((rule) => rule.anchors.some((other) => anchor.startsWith(other))),
    ]),
  );
})();

/** One literal of many, the longest first: no part of it repeats, so it never goes back over the text. */
const anyAnchor = new RegExp(
  [...rulesByAnchor.keys()]
    .sort((a, b) => b.length - a.length)
    .map(escaped)
    .join('|'),
  'g',
);

const markers: ReadonlySet<string> = new Set(secretRules.map(({ kind }) => secretMarker(kind)));

/** Shorter texts hold no credential of any format: a URL with a password needs a scheme and a host besides. */
const shortest = 8;

const none: readonly FoundSecret[] = [];

const findAt = (text: string, at: number, anchor: string): FoundSecret | undefined => {
  for (const rule of rulesByAnchor.get(anchor) ?? []) {
    const own = rule.anchors.find((other) => anchor.startsWith(other)) ?? anchor;
    const span = rule.find(text, at, own);
    if (span === undefined || markers.has(text.slice(span.start, Math.min(span.end, span.start + 64)))) continue;
    return { kind: rule.kind, ...span };
  }
  return undefined;
};

/**
 * Finds credentials of known formats in a text, in order and without overlap. A secret without a form of its own (a
 * password, 40 random characters) is not found, unless its name or its URL says what it is; see docs/secrets.md.
 *
 * Linear in the text, whatever it holds: anchors are literals, each is followed by a bounded look at what is around
 * it, and what a secret takes up is passed over.
 */
export const findSecrets = (text: string): readonly FoundSecret[] => {
  if (text.length < shortest) return none;
  anyAnchor.lastIndex = 0;
  let found: FoundSecret[] | undefined;
  let passed = 0;
  for (let hit = anyAnchor.exec(text); hit !== null; hit = anyAnchor.exec(text)) {
    const secret = findAt(text, hit.index, hit[0]);
    if (secret === undefined || secret.end <= passed) {
      anyAnchor.lastIndex = hit.index + 1;
      continue;
    }
    found ??= [];
    found.push({ ...secret, start: Math.max(secret.start, passed) });
    passed = secret.end;
    anyAnchor.lastIndex = Math.max(passed, hit.index + 1);
  }
  return found ?? none;
};
