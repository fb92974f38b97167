const parts = (version: string): readonly number[] =>
  (version.split(/[-+]/, 1)[0] ?? '').split('.').map((part) => Number(part));

/** Whether a text is a semantic version, as far as an object model's version needs to be. */
export const isSchemaVersion = (version: string): boolean =>
  version.length <= 64 && /^(?:0|[1-9]\d{0,8})\.(?:0|[1-9]\d{0,8})\.(?:0|[1-9]\d{0,8})$/.test(version);

/** Orders two object model versions by major, minor and patch: negative where the first is older. */
export const compareVersions = (left: string, right: string): number => {
  const a = parts(left);
  const b = parts(right);
  for (let index = 0; index < 3; index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
};

/** Whether a newer version may be read by a reader of an older one, its unknown members kept aside: the major is the same. */
export const isReadableBy = (written: string, reader: string): boolean => parts(written)[0] === parts(reader)[0];
