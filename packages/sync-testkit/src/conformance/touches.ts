/**
 * Whether a JSON Pointer (RFC 6901) lies in a field as `dangerousFields` names it: items of arrays and maps are
 * transparent. Written apart from the kernel's, so that neither covers for the other.
 */
export const touches = (pointer: string, field: string): boolean => {
  const steps = pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  const [first, ...rest] = field.split('.');
  if (steps[0] !== first) return false;
  let from = 1;
  for (const name of rest) {
    const found = steps.indexOf(name, from);
    if (found === -1) return false;
    from = found + 1;
  }
  return true;
};
