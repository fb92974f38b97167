import serialize from 'canonicalize';

/**
 * RFC 8785 text of a JSON value, by which states are compared. Not the kernel's own: what is compared
 * does not judge itself. Throws a TypeError for what is no JSON.
 */
export const canonical = (value: unknown): string => {
  const text = serialize(value);
  if (text === undefined) throw new TypeError('A replicated state is JSON, and this value is not.');
  return text;
};
