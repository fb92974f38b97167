import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, totalmem, type } from 'node:os';

const gibibyte = 2 ** 30;

const distribution = (): string => {
  try {
    return /^PRETTY_NAME="(.*)"$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? type();
  } catch {
    return type();
  }
};

/** The machine in one line: what a reader needs to judge figures measured on it. */
export const describeMachine = (): string =>
  [
    `${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? 'unknown processor'})`,
    `${Math.round(totalmem() / gibibyte)} GiB`,
    distribution(),
    `Node ${process.versions.node}`,
    `load average at the start ${loadavg()[0]?.toFixed(1) ?? 'unknown'}`,
  ].join(', ');
