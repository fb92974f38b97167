import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { lockFolder } from './folder-lock.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sync-host-lock-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

it('lets one hold a folder, tells the other who does, and lets the next in', () => {
  const first = lockFolder(folder);
  expect(first.ok).toBe(true);
  const second = lockFolder(folder);
  expect(second).toMatchObject({ ok: false, code: 'folder_in_use' });
  expect(second.ok ? '' : second.message).toContain(`process ${process.pid}`);
  if (first.ok) first.value();
  const third = lockFolder(folder);
  expect(third.ok).toBe(true);
  if (third.ok) third.value();
});

it('is free again when the process that held it was killed', async () => {
  const program = `import { lockFolder } from ${JSON.stringify(join(import.meta.dirname, 'folder-lock.ts'))};
    console.log(lockFolder(${JSON.stringify(folder)}).ok); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  expect(said.toString().trim()).toBe('true');
  expect(lockFolder(folder).ok).toBe(false);
  child.kill('SIGKILL');
  await once(child, 'exit');
  const after = lockFolder(folder);
  expect(after.ok).toBe(true);
  if (after.ok) after.value();
});
