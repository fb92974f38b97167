/** What stands in a secret's place. It has the form of a name, so that most schemas accept it, and no rule flags it. */
export const secretMarker = (kind: string): string => `redacted-${kind}`;
