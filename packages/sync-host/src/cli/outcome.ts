import type { HostFailure } from '../failure.js';
import { exitOf, exitCodes, type ExitCode } from './exit-code.js';

/** A line for a person; its tone is a colour where there are colours. */
export interface ToneLine {
  readonly tone: 'good' | 'warn' | 'bad' | 'faint' | 'strong';
  readonly text: string;
}
export type Line = string | ToneLine;

/** What a command came to: the same for people and for programs. */
export interface Outcome {
  readonly exit: ExitCode;
  /** What `--json` prints. */
  readonly json: object;
  /** `line` where it ends a stream of documents, one a line. */
  readonly form?: 'line';
  /** What it prints otherwise. */
  readonly lines: readonly Line[];
}

/** Why a command did not do what was asked. */
export interface Refusal {
  readonly exit: ExitCode;
  readonly code: string;
  readonly message: string;
}

export type CommandResult = Outcome | Refusal;

export const isRefusal = (result: CommandResult): result is Refusal => 'code' in result;

export const outcome = (json: object, lines: readonly Line[], exit: ExitCode = exitCodes.ok): Outcome => ({
  exit,
  json,
  lines,
});

/** A failure of the device as the end of a command. */
export const refusal = ({ code, message }: Pick<HostFailure<string>, 'code' | 'message'>): Refusal => ({
  exit: exitOf(code),
  code,
  message,
});

/** A mistake of whoever called. */
export const usage = (message: string, code = 'usage'): Refusal => ({ exit: exitCodes.usage, code, message });
