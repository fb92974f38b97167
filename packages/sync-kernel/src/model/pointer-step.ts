/** A member's name as one step of a JSON Pointer, its slash before it (RFC 6901 §3). */
export const pointerStep = (name: string): string =>
  name.includes('~') || name.includes('/') ? `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}` : `/${name}`;
