import type { Finding } from '@sourceos/workspace';
import type { CodeBlock, Document } from './document.js';

/** Why an example is not run. A closed list: whoever needs another reason argues for it here. */
const reasons = [
  'changes the system',
  'needs an estate beside the checkout',
  'needs the network',
  'publishes to npm',
  'runs the gate',
  'takes minutes',
  'waits for a person',
] as const;
type Reason = (typeof reasons)[number];

interface Located {
  readonly path: string;
  readonly line: number;
  readonly code: string;
  /** Present where the example is read, and checked as far as that goes, but not run. */
  readonly notRun?: Reason;
}

/** A TypeScript example: compiled, and run to its end. */
export interface TsExample extends Located {
  readonly language: 'ts';
}

/** A shell example: each line must succeed, and the whole end with `exit`. */
export interface ShellExample extends Located {
  readonly language: 'sh' | 'bash' | 'console';
  readonly exit: number;
  /** Where it runs: a folder of a copy of the repository, or undefined for an empty project. */
  readonly checkoutFolder?: string;
  /** Whether it runs where the document's shell example before it ran. */
  readonly continues: boolean;
}

export type Example = TsExample | ShellExample;

/** Names that an example could hide behind from the check. */
const aliases: Readonly<Record<string, string>> = {
  typescript: 'ts',
  tsx: 'ts',
  js: 'ts',
  javascript: 'ts',
  mjs: 'ts',
  mts: 'ts',
  shell: 'sh',
  zsh: 'sh',
  'shell-session': 'console',
};

const attribute = /([a-z-]+)(?:=(?:"([^"]*)"|(\S+)))?(?:\s+|$)/y;

const parseAttributes = (info: string): ReadonlyMap<string, string> | undefined => {
  const attributes = new Map<string, string>();
  attribute.lastIndex = 0;
  while (attribute.lastIndex < info.length) {
    const match = attribute.exec(info);
    if (match === null) return undefined;
    const [, name = '', quoted, bare] = match;
    if (attributes.has(name)) return undefined;
    attributes.set(name, quoted ?? bare ?? '');
  }
  return attributes;
};

const allowed: Readonly<Record<Example['language'], readonly string[]>> = {
  ts: ['not-run'],
  sh: ['not-run', 'exit', 'in', 'continue'],
  bash: ['not-run', 'exit', 'in', 'continue'],
  console: ['not-run', 'exit', 'in', 'continue'],
};

const isExampleLanguage = (language: string): language is Example['language'] => Object.hasOwn(allowed, language);

/** Reads a code block as an example: undefined where it is none, a finding where it cannot be read. */
export const parseExample = ({ path }: Document, block: CodeBlock): Example | Finding | undefined => {
  const { line, language, info, code } = block;
  const wrong = (found: string, expected: string): Finding => ({ path, line, found, expected });
  if (language === '') return wrong('a code block without a language', 'ts, sh, or text for what is no code');
  const alias = aliases[language.toLowerCase()];
  if (alias !== undefined) return wrong(`a code block in ${language}`, alias);
  if (!isExampleLanguage(language)) return undefined;

  const attributes = parseAttributes(info.trim());
  const names = [...(attributes?.keys() ?? [])];
  if (attributes === undefined || names.some((name) => !allowed[language].includes(name))) {
    return wrong(
      `the annotation ${JSON.stringify(info)}`,
      `${language} with ${allowed[language].join(', ')} or nothing`,
    );
  }
  const reason = attributes.get('not-run');
  const notRun = reasons.find((known) => known === reason);
  if (reason !== undefined && notRun === undefined) {
    return wrong(`not-run=${JSON.stringify(reason)}`, `one of the reasons ${reasons.join(', ')}`);
  }
  const located = { path, line, code, ...(notRun !== undefined && { notRun }) };
  if (language === 'ts') return { ...located, language };

  const exit = attributes.get('exit') ?? '0';
  if (!/^\d{1,3}$/.test(exit)) return wrong(`exit=${exit}`, 'an exit code');
  const place = attributes.get('in');
  if (place !== undefined && !/^checkout(?:\/(?!\.)[\w.-]+)*$/.test(place)) {
    return wrong(`in=${place}`, 'in=checkout or in=checkout/ and a folder');
  }
  return {
    ...located,
    language,
    exit: Number(exit),
    continues: attributes.has('continue'),
    ...(place !== undefined && { checkoutFolder: place.replace(/^checkout\/?/, '') }),
  };
};
