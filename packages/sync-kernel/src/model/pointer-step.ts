/** A member's name as one step of a JSON Pointer, its slash before it (RFC 6901 §3). */
export const pointerStep = (name: string): string =>
  name.includes('~') || name.includes('/') ? `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}` : `/${name}`;

/** The names of a JSON Pointer's steps, as members have them (RFC 6901 §4). */
export const pointerNames = (pointer: string): readonly string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
