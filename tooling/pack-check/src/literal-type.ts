/** The TypeScript type that has exactly one JSON value, as `as const` gives it. */
export const literalType = (value: unknown): string => {
  if (Array.isArray(value)) return `readonly [${value.map(literalType).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(
      ([name, member]) => `readonly ${JSON.stringify(name)}: ${literalType(member)}`,
    );
    return `{ ${members.join('; ')} }`;
  }
  return JSON.stringify(value);
};
