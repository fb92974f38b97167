/** Kinds of memories that direct what an agent does. */
export const directing: ReadonlySet<unknown> = new Set(['instruction', 'procedure']);

/** What anybody may have written. */
const open: ReadonlySet<unknown> = new Set(['web_page', 'import']);

/** What somebody else may have written a part of. */
const mixed: ReadonlySet<unknown> = new Set(['document', 'tool']);

const words: Readonly<Record<string, string>> = {
  person: 'a person',
  agent: 'an agent',
  tool: 'the output of a tool',
  document: 'a document',
  web_page: 'a web page',
  import: 'an import',
};

/** The kind of a source, in words. */
export const sourceWords = (kind: unknown): string =>
  typeof kind === 'string' && Object.hasOwn(words, kind) ? (words[kind] ?? 'a source') : 'a source';

/** Whether text from the source may have been written by a stranger to mislead an agent. */
export const isOutside = (sourceKind: unknown): boolean => open.has(sourceKind) || mixed.has(sourceKind);

/**
 * Why the source of what an agent wants remembered is not trusted; undefined where it is. Anybody may have written a web
 * page or what was imported. A document or the output of a tool may inform, but what directs an agent has to come from
 * somebody who answers for it. A person who finds it right writes it down as their own.
 */
export const distrust = (kind: unknown, sourceKind: unknown): string | undefined => {
  if (open.has(sourceKind)) return `Anybody may have written ${sourceWords(sourceKind)}: an agent does not propose it.`;
  if (mixed.has(sourceKind) && directing.has(kind)) {
    return `What directs agents does not come from ${sourceWords(sourceKind)}: a person writes it.`;
  }
  return undefined;
};
