import { describe, expect, it } from 'vitest';
import { enginePackages, manifestAlone, ownCeiling, ownCode, wholeCode } from './engine-packages.js';

it('finds the engine packages', () => {
  expect(enginePackages.map(({ name }) => name)).toContain('@sourceos/sync-workspace');
});

describe.each(enginePackages)('the bundle of $name', (engine) => {
  it('has less own code than the ceiling, and nothing of anybody else in it', async () => {
    const { gzip, byPackage } = await ownCode(engine);
    expect([...byPackage.keys()]).toEqual([engine.name]);
    expect(gzip).toBeLessThan(ownCeiling);
  });

  it('asks for no module, of Node or another', async () => {
    expect((await wholeCode(engine)).externals).toEqual([]);
  });

  it('of the manifest alone has its file and no other: no schema, no parser, no kernel', async () => {
    const { files, externals } = await manifestAlone(engine);
    expect(files.map((file) => file.replace(/^packages\/sync-[a-z-]+\//, ''))).toEqual(['dist/manifest.js']);
    expect(externals).toEqual([]);
  });
});
