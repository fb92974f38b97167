import { createMemoryStore, createRelay } from '@sourceos/sync-relay';
import { expect, it } from 'vitest';
import { startCliStage } from './testing/cli-stage.js';

const id = 'urn:srcos:shell-profile:watched';

it('tells what comes while it watches, carries on what it decided, and ends when it is told to', async () => {
  const stage = await startCliStage((options) => createRelay({ ...options, store: createMemoryStore() }));
  try {
    await stage.joined('ada', 'bob');
    const [ada, bob] = [stage.device('ada'), stage.device('bob')];
    await ada.run('sync');
    const watching = ada.at(['sync', '--watch']);
    await watching.said('urn:srcos:profile:');
    await bob.run('set', 'shell', id, stage.file('p.json', { type: 'ShellProfile', name: 'Watched', dialect: 'bash' }));
    await bob.run('sync');
    expect(await watching.said('  applied')).toContain(id);
    process.emit('SIGTERM');
    const { code, stdout } = await watching.ended;
    expect(code).toBe(0);
    // What came for the log of the audit engine stands there; nobody is told entry by entry.
    expect(stdout).not.toContain('urn:srcos:audit:');

    await ada.run('sync');
    await bob.run('sync');
    const logged = await bob.json<{ objects: readonly { objectId: string }[] }>('list', 'audit');
    expect(logged.objects.length).toBeGreaterThan(1);
    expect(await ada.run('get', 'shell', id)).toMatchObject({ code: 0 });
  } finally {
    await stage.end();
  }
}, 120_000);
