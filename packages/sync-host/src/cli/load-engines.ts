import type { Engine } from '@sourceos/sync-kernel';
import { canonicalEngines, enginePackage } from '@sourceos/sync-spec';

/** An engine of the registry that does not run here. */
export interface AbsentEngine {
  readonly engineId: string;
  readonly packageName: string;
  /** Absent where its package is simply not installed. */
  readonly problem?: string;
}

export interface LoadedEngines {
  readonly engines: readonly Engine[];
  readonly absent: readonly AbsentEngine[];
}

/** How a package is loaded, by its name. */
export type ImportPackage = (name: string) => Promise<unknown>;

const importInstalled: ImportPackage = (name) => import(name) as Promise<unknown>;

/** The package itself was not found: not one that it imports in turn, which would be a broken installation. */
const isNotInstalled = (error: unknown, packageName: string): boolean =>
  error instanceof Error &&
  'code' in error &&
  error.code === 'ERR_MODULE_NOT_FOUND' &&
  error.message.includes(`'${packageName}'`);

const engineIn = (module: unknown, engineId: string): Engine | undefined => {
  const { engine } = module as { readonly engine?: Partial<Engine> };
  return engine?.manifest?.engineId === engineId ? (engine as Engine) : undefined;
};

const load = async (engineId: string, importPackage: ImportPackage): Promise<Engine | AbsentEngine> => {
  const packageName = enginePackage(engineId);
  try {
    const engine = engineIn(await importPackage(packageName), engineId);
    return engine ?? { engineId, packageName, problem: `The package has no engine ${engineId}.` };
  } catch (error) {
    if (isNotInstalled(error, packageName)) return { engineId, packageName };
    return { engineId, packageName, problem: error instanceof Error ? error.message : String(error) };
  }
};

/**
 * Loads the engines of the canonical registry whose packages are installed beside this one. Which they are is the
 * registry's to say: none is named here, and one that is absent or broken stops none of the others.
 */
export const loadEngines = async (importPackage: ImportPackage = importInstalled): Promise<LoadedEngines> => {
  const loaded = await Promise.all(canonicalEngines.map(({ engineId }) => load(engineId, importPackage)));
  return {
    engines: loaded.filter((one): one is Engine => 'manifest' in one),
    absent: loaded.filter((one): one is AbsentEngine => !('manifest' in one)),
  };
};
