import type { ControlBody } from '@sourceos/sync-kernel';
import type { DeviceRevocation } from '../record.js';

type RevocationBody = Omit<Extract<ControlBody, { kind: 'revocation' }>, 'scopeId'>;

/**
 * The control record that ends the authority of a revoked device: the record here tells people and ends its commands,
 * the control log ends its writes. Of several keys the lowest sequence stands (I10).
 */
export const controlRevocationOf = ({ deviceId, revokedKeys }: DeviceRevocation): RevocationBody => ({
  kind: 'revocation',
  target: { kind: 'device', id: deviceId },
  stands: { [deviceId]: Math.min(...revokedKeys.map(({ lastSequence }) => lastSequence)) },
  keeps: [],
});
