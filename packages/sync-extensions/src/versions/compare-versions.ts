const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const isNumber = (part: string): boolean => /^[0-9]+$/.test(part);

/** Numbers of any length, without leading zeros first. */
const compareNumbers = (a: string, b: string): number => {
  const [left, right] = [a.replace(/^0+(?=.)/, ''), b.replace(/^0+(?=.)/, '')];
  return left.length - right.length || compareText(left, right);
};

/** Identifiers of a prerelease as Semantic Versioning 2.0.0 §11.4 orders them. */
const comparePrerelease = (a: string, b: string): number => {
  const [left, right] = [a.split('.'), b.split('.')];
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const [one, other] = [left[index], right[index]];
    if (one === undefined) return -1;
    if (other === undefined) return 1;
    const numeric = Number(isNumber(other)) - Number(isNumber(one));
    const order = numeric !== 0 ? numeric : isNumber(one) ? compareNumbers(one, other) : compareText(one, other);
    if (order !== 0) return order;
  }
  return 0;
};

const split = (version: string): readonly [numbers: readonly string[], prerelease: string] => {
  const dash = version.indexOf('-');
  const release = dash === -1 ? version : version.slice(0, dash);
  return [release.split('.'), dash === -1 ? '' : version.slice(dash + 1)];
};

/**
 * The order of two versions: negative where the first is lower. A missing number is 0, as browsers read it, so that
 * `1.2` and `1.2.0` are one version; a prerelease comes before its release.
 */
export const compareExtensionVersions = (a: string, b: string): number => {
  const [[left, before], [right, after]] = [split(a), split(b)];
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const order = compareNumbers(left[index] ?? '0', right[index] ?? '0');
    if (order !== 0) return order;
  }
  if (before === after) return 0;
  if (before === '') return 1;
  return after === '' ? -1 : comparePrerelease(before, after);
};
