import { forEachChild } from 'unbash';
import { judgeShadow } from './judge-command.js';
import { createProgram, type Follow } from './program.js';
import type { RiskList } from './risk.js';
import { runCommand } from './run-command.js';
import { joined, joinedAll, type Taint } from './taint.js';
import { contentsOf } from './words.js';

/** One part of a program, whatever it is. */
const follow: Follow = (program, parsed, stdin, whole) => {
  switch (parsed.type) {
    case 'Command':
      return runCommand(program, parsed, stdin, whole);
    case 'Pipeline':
      return parsed.commands.reduce<Taint | undefined>((input, each) => follow(program, each, input, whole), stdin);
    case 'Redirected': {
      const { stdin: input, outputs } = program.streams(parsed.redirects, stdin, whole);
      const taint = follow(program, parsed.command, input, whole);
      program.write(outputs, taint);
      return taint;
    }
    case 'Function': {
      judgeShadow(parsed.name.value, program.risks);
      program.functions.set(parsed.name.value, follow(program, parsed.body, undefined, whole));
      return undefined;
    }
    case 'For':
    case 'Select': {
      const taint = joinedAll((parsed.wordlist ?? []).map((word) => program.value(word, word.value, whole).taint));
      if (taint !== undefined) program.variables.set(parsed.name.value, taint);
      return follow(program, parsed.body, stdin, whole);
    }
    case 'Word':
      return program.value(parsed, parsed.value, whole).taint;
    case 'Script':
    case 'Statement':
    case 'CompoundList':
    case 'AndOr':
    case 'If':
    case 'Elif':
    case 'While':
    case 'Case':
    case 'CaseItem':
    case 'Subshell':
    case 'BraceGroup':
    case 'Coproc':
    case 'ArithmeticFor': {
      let taint: Taint | undefined;
      forEachChild(parsed, (child) => {
        const inner = follow(program, child, stdin, whole);
        // A word that is compared or looped over is not printed.
        if (child.type !== 'Word') taint = joined(taint, inner);
      });
      return taint;
    }
    default:
      // Tests and arithmetic run what is substituted in them, and print nothing.
      if (whole) for (const { script } of contentsOf(parsed).substitutions) program.nested(script, undefined);
      return undefined;
  }
};

/**
 * Reads a program and follows what it downloads or decodes to where it is run: through pipes, substitutions, variables,
 * files and functions. Nothing is run. Time is linear in the code, times the depth to which scripts nest in it.
 */
export const readProgram = (source: string, risks: RiskList): void => {
  createProgram(risks, follow).code(source);
};
