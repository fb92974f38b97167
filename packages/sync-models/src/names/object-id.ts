/** The kind of URN that names a record, by the record's type. */
export const kindOfType: Readonly<Record<string, string>> = {
  ModelProvider: 'model-provider',
  ModelRoute: 'model-route',
  ModelAvailability: 'model-availability',
};

const prefix = 'urn:srcos:';
const devices = `${prefix}device:`;

/**
 * Where a provider runs, by its name alone: `urn:srcos:model-provider:local:…` or `…:remote:…`. A provider never moves
 * from one to the other, so that a route says by itself which of its targets leave the device.
 */
export const placeOf = (providerId: string): 'local' | 'remote' | undefined => {
  const place = /^urn:srcos:model-provider:(local|remote):./.exec(providerId)?.[1];
  return place === 'local' || place === 'remote' ? place : undefined;
};

/** The object in which a device says what it has. It is named by the device, so that no other can speak for it. */
export const availabilityId = (deviceId: string): string =>
  `${prefix}model-availability:${deviceId.startsWith(devices) ? deviceId.slice(devices.length) : deviceId}`;
