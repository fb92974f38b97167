import { forEachChild, type SyntaxNode } from 'unbash';
import { holdsSecret, namesSecret } from '../environment/secret-names.js';
import { deepestScript, readCode, readingOf } from '../shell-code/reading.js';
import { contentsOf } from '../shell-code/words.js';

/** Where a literal stands that is assigned to a variable named like a secret: UTF-16 offsets. */
export interface SecretSpan {
  readonly start: number;
  readonly end: number;
}

/** What a name must hold to be worth a parse: nearly no code does. */
const hint = /token|secret|passw|passphrase|pass=|pwd=|pw=|key=|credential|cookie=|bearer=|pat=|dsn=/i;

/** Finds `export DB_PASSWORD=hunter2` in code, in order. */
export const secretAssignments = (code: string): readonly SecretSpan[] => {
  if (!hint.test(code)) return [];
  const found: SecretSpan[] = [];
  const look = (node: SyntaxNode, scripts: number): void => {
    if (node.type === 'Script') {
      // Positions in a script of its own source are not positions here.
      if (scripts >= deepestScript || node.source !== undefined || !readingOf(node).whole) return;
      forEachChild(node, (child) => look(child, scripts + 1));
      return;
    }
    // What an alias is named is no variable.
    if (node.type === 'Command' && node.name?.value === 'alias') return;
    if (node.type === 'Assignment' && node.value.type === 'Word' && namesSecret(node.name)) {
      const { value } = node;
      if (contentsOf(value).isStatic && holdsSecret(node.name, value.value))
        found.push({ start: value.pos, end: value.end });
    }
    forEachChild(node, (child) => look(child, scripts));
  };
  look(readCode(code).script, 0);
  return found.sort((a, b) => a.start - b.start);
};
