import { pathToFileURL } from 'node:url';
import type { ModulePaths } from './adapter.js';

/** A peer's module, as the adapter describes what it uses of it; the peer is installed when the benchmark runs. */
export const loadModule = async <Module>(modules: ModulePaths, name: string): Promise<Module> => {
  const path = modules[name];
  if (path === undefined) throw new TypeError(`No path was given for the module ${name}.`);
  return (await import(pathToFileURL(path).href)) as Module;
};
