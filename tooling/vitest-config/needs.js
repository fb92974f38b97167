import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, appendFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join, resolve } from 'node:path';

const root = fileURLToPath(new URL('../../', import.meta.url));

const works = (command, ...args) => {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

const sharedFolder = resolve(root, process.env['SOURCEOS_SHARED'] ?? '../shared');

const resources = {
  shared: {
    find: () => (existsSync(join(sharedFolder, 'upstream-schemas')) ? sharedFolder : undefined),
    get: 'put the shared folder beside the checkout, or name it in SOURCEOS_SHARED',
  },
  git: {
    find: () => (works('git', '--version') ? 'git' : undefined),
    get: 'apt-get install git',
  },
  strace: {
    // Where tracing is forbidden, as in some containers, the command is there and does not work.
    find: () => (works('strace', '-o', '/dev/null', 'true') ? 'strace' : undefined),
    get: 'apt-get install strace (Linux, and leave to trace processes)',
  },
  'nats-server': {
    find: () => (works('nats-server', '--version') ? 'nats-server' : undefined),
    get: 'apt-get install nats-server',
  },
  chromium: {
    find: () =>
      [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
        (path) => path !== undefined && existsSync(path),
      ),
    get: 'apt-get install chromium, or name a Chromium in CHROMIUM',
  },
};

/**
 * Where a resource that npm cannot bring is, or undefined. What is absent is written down, so that
 * `npm test` ends with one list of what it could not run and how to get it.
 */
export const needs = (name, what) => {
  const found = resources[name].find();
  if (found === undefined) {
    const results = join(process.cwd(), '.results');
    mkdirSync(results, { recursive: true });
    appendFileSync(join(results, 'not-run.jsonl'), `${JSON.stringify({ name, what, get: resources[name].get })}\n`);
  }
  return found;
};
