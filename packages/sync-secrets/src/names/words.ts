/** `private_key` as a person reads it. */
export const spaced = (word: string): string => word.replaceAll('_', ' ');
