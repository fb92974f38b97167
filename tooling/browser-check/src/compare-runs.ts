import { isNodeOnly } from './node-only.js';
import type { TestOutcome } from './outcomes.js';

const ended = ({ status, message }: TestOutcome): string =>
  message === '' ? status : `${status} (${message.split('\n', 1).join('')})`;

/** Outcomes by file and name. Tests may share a name: then they are told apart by their order. */
const byName = (outcomes: readonly TestOutcome[]): Map<string, TestOutcome> => {
  const found = new Map<string, TestOutcome>();
  for (const outcome of outcomes) {
    if (isNodeOnly(outcome.file, outcome.name)) continue;
    const name = `${outcome.file} > ${outcome.name === '' ? 'the file' : outcome.name}`;
    let key = name;
    for (let at = 2; found.has(key); at += 1) key = `${name} #${at}`;
    found.set(key, outcome);
  }
  return found;
};

/** Two runs held against each other. */
export interface Comparison {
  /** Tests that ran and passed in both. */
  readonly passed: number;
  /** Tests that both left out, as those that need what this machine has not. */
  readonly skipped: number;
  /** A line for each test that ended differently, ran in one only, or failed. */
  readonly differences: readonly string[];
}

/** Holds the outcomes of Node and of Chromium against each other, all tests but the Node-only ones. */
export const compareRuns = (inNode: readonly TestOutcome[], inChromium: readonly TestOutcome[]): Comparison => {
  const node = byName(inNode);
  const chromium = byName(inChromium);
  let passed = 0;
  let skipped = 0;
  const differences: string[] = [];
  for (const name of new Set([...node.keys(), ...chromium.keys()])) {
    const a = node.get(name);
    const b = chromium.get(name);
    if (a === undefined || b === undefined) differences.push(`${name}: only in ${a ? 'Node' : 'Chromium'}`);
    else if (a.status !== b.status) differences.push(`${name}: ${ended(a)} in Node, ${ended(b)} in Chromium`);
    else if (a.status === 'passed') passed += 1;
    else if (a.status === 'failed') differences.push(`${name}: ${ended(a)} in both`);
    else skipped += 1;
  }
  return { passed, skipped, differences };
};
