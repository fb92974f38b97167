/** How much unchanged text stands on either side of what differs. */
const around = 24;

/** Where a cut text stops and goes on again. */
const gap = ' […] ';

const commonPrefix = (a: string, b: string): number => {
  const most = Math.min(a.length, b.length);
  let length = 0;
  while (length < most && a[length] === b[length]) length += 1;
  return length;
};

const commonSuffix = (a: string, b: string, prefix: number): number => {
  const most = Math.min(a.length, b.length) - prefix;
  let length = 0;
  while (length < most && a[a.length - 1 - length] === b[b.length - 1 - length]) length += 1;
  return length;
};

/** The differing part with a little of what stands around it; of one too long, its beginning and its end. */
const excerpt = (text: string, prefix: number, suffix: number, longest: number): string => {
  const from = prefix > 2 * around ? prefix - around : 0;
  const to = suffix > 2 * around ? text.length - suffix + around : text.length;
  const part = text.slice(from, to);
  const room = Math.max(0, longest - gap.length);
  const shown =
    part.length <= longest
      ? part
      : `${part.slice(0, Math.ceil(room / 2))}${gap}${part.slice(part.length - Math.floor(room / 2))}`;
  return `${from > 0 ? gap.trimStart() : ''}${shown}${to < text.length ? gap.trimEnd() : ''}`;
};

/**
 * Two long texts as a reader can compare them: the same beginning and end left out, so that one changed line of a
 * long script is seen and not cut off. Both are bounded by about `longest` characters, in linear time.
 */
export const textDifference = (before: string, after: string, longest: number): readonly [string, string] => {
  const prefix = commonPrefix(before, after);
  const suffix = commonSuffix(before, after, prefix);
  return [excerpt(before, prefix, suffix, longest), excerpt(after, prefix, suffix, longest)];
};
