import { engineDenied, kindOfUrn, membersOf, textOf, type Reason } from '@sourceos/sync-kernel';
import { base64urlOf } from '@sourceos/sync-kernel/wire';
import { isEnrolled, type Question } from './rule.js';

const isOfEnrolment = (pointer: string): boolean =>
  pointer === '/signingKey' ||
  pointer === '/sealingKey' ||
  pointer === '/enrolment' ||
  pointer.startsWith('/enrolment/');

/** Who vouches: an enrolled device for another one; or, where none can, the control log that admits the key itself. */
const voucherRules = ({ change, context, after }: Question): readonly Reason[] => {
  const voucher = textOf(membersOf(after.enrolment).enrolledBy) ?? '';
  const pointer = '/enrolment/enrolledBy';
  if (kindOfUrn(voucher) === 'device') {
    if (voucher !== change.deviceId) return [engineDenied(pointer, 'Who vouches for a device writes its enrolment.')];
    if (voucher === change.objectId) return [engineDenied(pointer, 'A device does not vouch for itself.')];
    return isEnrolled(context, voucher)
      ? []
      : [engineDenied(pointer, 'The device that vouches is not enrolled, or was revoked.')];
  }
  if (change.objectId !== change.deviceId) {
    return [engineDenied(pointer, 'A device that no other device vouches for enrols itself.')];
  }
  const admitted = context.control.deviceKey(change.objectId);
  if (admitted !== undefined && base64urlOf(admitted) === after.signingKey) return [];
  return [engineDenied('/signingKey', 'The control log of the profile admits the device under another key.')];
};

/** A device is enrolled, renamed freely, and gets other keys by being enrolled again, one generation later. */
export const deviceAuthority = (question: Question): readonly Reason[] => {
  const { change, before, after } = question;
  const { generation } = membersOf(after.enrolment);
  if (before === undefined) {
    const first =
      generation === 1 ? [] : [engineDenied('/enrolment/generation', 'The first enrolment is generation 1.')];
    return [...first, ...voucherRules(question)];
  }
  const changed = change.pointers.find(isOfEnrolment);
  if (changed === undefined) return [];
  const { generation: was } = membersOf(before.enrolment);
  if (typeof was !== 'number' || generation !== was + 1) {
    return [engineDenied(changed, 'The keys of a device change only by another enrolment, one generation later.')];
  }
  return voucherRules(question);
};
