import { listOf, listed, membersOf, textOf } from '@sourceos/sync-kernel';

const order: readonly string[] = ['device', 'own_devices', 'org', 'regions', 'anywhere'];

/** How far data goes: a reach, and the countries where it names some. */
export interface Residency {
  readonly reach: string;
  readonly regions: ReadonlySet<string>;
}

/** A residency as a record has it; one that cannot be read goes anywhere. */
export const residencyOf = (value: unknown): Residency => {
  const { reach, regions } = membersOf(value);
  const name = textOf(reach);
  return {
    reach: name !== undefined && order.includes(name) ? name : 'anywhere',
    regions: new Set(listOf(regions).filter((region): region is string => typeof region === 'string')),
  };
};

/** Whether what goes as far as the one goes no farther than the other. */
export const isWithin = (one: Residency, limit: Residency): boolean => {
  const [near, far] = [order.indexOf(one.reach), order.indexOf(limit.reach)];
  if (near !== far || one.reach !== 'regions') return near <= far;
  return [...one.regions].every((region) => limit.regions.has(region));
};

const words: Readonly<Record<string, string>> = {
  device: 'the device itself',
  own_devices: 'the devices of the profile',
  org: 'machines of the org',
  anywhere: 'machines anywhere',
};

/** How far data goes, as the end of `as far as …`. */
export const residencyWords = ({ reach, regions }: Residency): string =>
  reach === 'regions' ? `machines of others in ${listed([...regions].sort())}` : (words[reach] ?? 'machines anywhere');
