import type { Engine } from '@sourceos/sync-kernel';
import { engineName } from '@sourceos/sync-spec';
import type { DeviceScope } from '../device/device.js';
import { done, failed, type HostResult } from '../failure.js';
import type { Session } from './session.js';

type Picked<Value> = HostResult<Value, 'usage' | 'unknown_scope'>;

/** The scope that was named, or the only one of those that come into question. */
const only = (
  { device }: Session,
  among: readonly string[],
  named: string | undefined,
  what: string,
): Picked<DeviceScope> => {
  if (named !== undefined) {
    const scope = device.scope(named);
    return scope === undefined ? failed('unknown_scope', `This device takes no part in ${named}.`) : done(scope);
  }
  const [first, ...others] = among.flatMap((scopeId) => device.scope(scopeId) ?? []);
  if (first === undefined) return failed('usage', `This device has no scope for ${what}.`);
  return others.length === 0
    ? done(first)
    : failed('usage', `There is more than one scope for ${what}; say which by --scope: ${among.join(', ')}`);
};

/** The scope of a command that is about a whole scope. */
export const pickScope = (session: Session, named: string | undefined): Picked<DeviceScope> =>
  only(
    session,
    session.device.scopes().map(({ scopeId }) => scopeId),
    named,
    'this',
  );

/** The engine of a collection, by the collection's or the engine's name. */
export const pickEngine = ({ engines, absent }: Session, name: string): Picked<Engine> => {
  const found = engines.find(
    ({ manifest }) =>
      manifest.collection === name || manifest.engineId === name || engineName(manifest.engineId) === name,
  );
  if (found !== undefined) return done(found);
  const missing = absent.find(({ engineId }) => engineId === name || engineName(engineId) === name);
  if (missing !== undefined) {
    return failed('usage', `${missing.engineId} is not here: install ${missing.packageName} beside sync-host.`);
  }
  const known = engines.map(({ manifest }) => manifest.collection).join(', ');
  return failed('usage', `There is no engine or collection ${name}; there are ${known}.`);
};

/** The scope that the records of an engine are kept in. */
export const pickScopeOf = (session: Session, engine: Engine, named: string | undefined): Picked<DeviceScope> => {
  const { collection, engineId } = engine.manifest;
  if (named === undefined && !session.settings.engineEnabled(engine)) {
    return failed('usage', `${engineId} is off: sync-host enable ${engineName(engineId)}`);
  }
  return only(session, session.settings.scopesOf(engine), named, `the collection ${collection}`);
};
