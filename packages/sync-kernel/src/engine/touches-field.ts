const stepsOf = (pointer: string): readonly string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));

/**
 * Whether a changed place lies in a field as `dangerousFields` names it: array items and map entries are
 * transparent, so the path's names must occur in the pointer in order, the first of them at the top. What
 * lies between is not looked up in the schema: rather one card too many than one change too few.
 */
export const touchesField = (pointer: string, path: string): boolean => {
  const steps = stepsOf(pointer);
  const names = path.split('.');
  if (steps[0] !== names[0]) return false;
  let next = 0;
  for (const step of steps) if (step === names[next]) next += 1;
  return next === names.length;
};
