const prefix = 'urn:srcos:';

/** What a URN names: `task` of `urn:srcos:task:publish`; `''` of what is no URN of SourceOS. */
export const kindOfUrn = (urn: string): string =>
  urn.startsWith(prefix) ? (urn.slice(prefix.length).split(':', 1)[0] ?? '') : '';

/** What follows a URN's kind: `home:1` of `urn:srcos:bookmark:home:1`; `''` where there is none. */
export const nameOfUrn = (urn: string): string => {
  const kind = kindOfUrn(urn);
  return kind === '' ? '' : urn.slice(prefix.length + kind.length + 1);
};
