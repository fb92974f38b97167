import { parseJson } from '@sourceos/sync-kernel/wire';
import * as z from 'zod';

const key = z.string().regex(/^[0-9a-f]{64}$/);
const hash = z.string().regex(/^sha256:[0-9a-f]{64}$/);
const urn = z.string().max(1_024).startsWith('urn:srcos:');

const secretSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('identity'),
    deviceId: urn.startsWith('urn:srcos:device:'),
    personId: urn,
    signingSecret: key,
    sealingSecret: key,
    sealingKey: key,
  }),
  z.strictObject({ kind: z.literal('root'), scopeId: urn, secret: key }),
  z.strictObject({ kind: z.literal('epoch'), scopeId: urn, epoch: z.int().min(1), commitment: hash, key }),
]);

/** What a row of the keyring holds once it is opened. Keys are lower-case hexadecimal. */
export type Secret = z.infer<typeof secretSchema>;
export type SecretOf<Kind extends Secret['kind']> = Extract<Secret, { kind: Kind }>;

/** Reads an opened row; undefined where it is none. */
export const readSecret = (bytes: Uint8Array): Secret | undefined => {
  const json = parseJson(bytes);
  return json.ok ? secretSchema.safeParse(json.value).data : undefined;
};

/** How the rows of the keyring are named in the store. */
export const rowNames = {
  prefix: 'keyring/',
  deviceKey: 'keyring/device-key',
  identity: 'keyring/identity',
  root: (scopeId: string, keyId: string) => `keyring/root/${scopeId}/${keyId}`,
  /** A commitment binds scope and number. */
  epoch: (commitment: string) => `keyring/epoch/${commitment}`,
} as const;
