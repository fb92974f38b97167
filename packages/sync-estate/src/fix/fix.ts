import {
  engineShape,
  manifestShape,
  syncEngineManifestSchema,
  repoManifestSchema,
  type Path,
} from '@sourceos/sync-spec';
import type { Draft } from '../finding/draft.js';
import { isSpellingOf, isTypoOf } from '../finding/suggest.js';
import { fileRules } from '../rules/file-rules.js';

/** A change of text that keeps the meaning its author plainly had. */
export type Fix =
  | { readonly kind: 'remove-byte-order-mark' }
  | { readonly kind: 'remove-item'; readonly path: Path }
  | { readonly kind: 'rename-key'; readonly path: Path; readonly to: string }
  | { readonly kind: 'replace-value'; readonly path: Path; readonly to: string };

const valueAt = (root: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, step)
        ? (value as Record<string | number, unknown>)[step]
        : undefined,
    root,
  );

const schemaFor = (path: Path): typeof syncEngineManifestSchema | typeof repoManifestSchema =>
  path[0] === 'syncEngines' ? syncEngineManifestSchema : repoManifestSchema;

/** An object with more members than this is not one that anybody mistyped. */
const longestObject = 100;

/**
 * A misspelt name may be corrected where one mistake explains it, the right one is free, no other name could
 * mean it too, and the value would be right under it.
 */
const renameKey = (draft: Draft, document: unknown, to: string): Fix | undefined => {
  const parent = valueAt(document, draft.path.slice(0, -1));
  const field = (schemaFor(draft.path).shape as Record<string, { safeParse(value: unknown): { success: boolean } }>)[
    to
  ];
  const names = typeof parent === 'object' && parent !== null ? Object.keys(parent) : [];
  if (names.length > longestObject) return undefined;
  const meant = names.filter((name) => isTypoOf(name, to));
  return meant.length === 1 &&
    meant[0] === draft.path.at(-1) &&
    field?.safeParse(valueAt(document, draft.path)).success === true
    ? { kind: 'rename-key', path: draft.path, to }
    : undefined;
};

/**
 * The safe fix of a draft, or undefined: only changes that cannot change what was meant. What a policy
 * class, an owner or a strategy should be is for a person to say.
 *
 * @param suggestion the name that was probably meant
 */
export const deriveFix = (draft: Draft, document: unknown, suggestion: string | undefined): Fix | undefined => {
  switch (draft.rule) {
    case fileRules.byteOrderMark.id:
      return { kind: 'remove-byte-order-mark' };
    case manifestShape['repeated-item'].id:
    case engineShape['repeated-item'].id:
      return { kind: 'remove-item', path: draft.path };
    case manifestShape['unknown-key'].id:
    case engineShape['unknown-key'].id:
      return suggestion === undefined ? undefined : renameKey(draft, document, suggestion);
    case manifestShape['unknown-value'].id:
    case engineShape['unknown-value'].id: {
      const found = valueAt(document, draft.path);
      return suggestion !== undefined && typeof found === 'string' && isSpellingOf(found, suggestion)
        ? { kind: 'replace-value', path: draft.path, to: suggestion }
        : undefined;
    }
    default:
      return undefined;
  }
};
