import type { Change } from '@sourceos/sync-kernel';
import type { SecretsRecord } from '../record.js';

export type SecretsChange = Change<SecretsRecord>;

/** Whether a change is about records of a type, before it or after it. */
export const isAbout = ({ before, after }: SecretsChange, type: SecretsRecord['type']): boolean =>
  before?.type === type || after?.type === type;
