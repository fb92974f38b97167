import { forEachChild, type ParsedScript, type SyntaxNode } from 'unbash';

/** A script inside a word. */
export interface Substitution {
  readonly script: ParsedScript | undefined;
  /** `>(…)`: what is written to the word goes in; otherwise what the script prints comes out. */
  readonly takesInput: boolean;
}

/** What is inside a word, besides its text. */
export interface Contents {
  readonly substitutions: readonly Substitution[];
  /** The variables that it expands, by name. */
  readonly variables: readonly string[];
  /** Whether its text is known before it runs. */
  readonly isStatic: boolean;
}

/** Words nest in words so far before they count as unknown: `"${a:-${b:-$(c)}}"`. */
const deepest = 24;

/** Looks into a word, or into anything else that holds words. */
export const contentsOf = (node: SyntaxNode): Contents => {
  const substitutions: Substitution[] = [];
  const variables: string[] = [];
  let isStatic = true;
  const look = (part: SyntaxNode, depth: number): void => {
    switch (part.type) {
      case 'CommandExpansion':
      case 'ArithmeticCommandExpansion':
      case 'ProcessSubstitution':
        isStatic = false;
        substitutions.push({
          script: part.script,
          takesInput: part.type === 'ProcessSubstitution' && part.operator === '>',
        });
        return;
      case 'SimpleExpansion':
        isStatic = false;
        variables.push(part.text.replace(/^\$/, ''));
        return;
      case 'ParameterExpansion':
        variables.push(part.parameter);
        isStatic = false;
        break;
      case 'ArithmeticExpansion':
        isStatic = false;
        break;
      default:
    }
    if (depth < deepest) forEachChild(part, (child) => look(child, depth + 1));
    else isStatic = false;
  };
  look(node, 0);
  return { substitutions, variables, isStatic };
};
