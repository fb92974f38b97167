import type { ControlStatement } from '@sourceos/sync-kernel';
import { counted } from './terminal/counted.js';

const until = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** What a record of the control log would do, in one sentence: what a person reads before signing it. */
export const describeStatement = (statement: ControlStatement): string => {
  switch (statement.kind) {
    case 'root': {
      const { keys, threshold } = statement.roles.root;
      return `Have ${counted(keys.length, 'key')} hold the root, ${threshold} of which sign together, until ${until(statement.expires)}: ${keys.join(', ')}`;
    }
    case 'member':
      return `Admit ${statement.deviceId} of ${statement.personId}`;
    case 'removal':
      return `Remove ${statement.deviceId}: its first ${statement.last} writes stand`;
    case 'epoch':
      return `Begin epoch ${statement.epoch} for ${statement.members.join(', ')}`;
    case 'delegation': {
      const { to, roles, collections, expires } = statement;
      const whom = 'key' in to ? `the key ${to.key}` : to.authorId;
      return `Let ${whom} ${roles.join(', ')} in ${collections.join(', ')} until ${until(expires)}`;
    }
    case 'lease': {
      const { agentId, collections, from, expires } = statement;
      return `Lease ${collections.join(', ')} to ${agentId} from ${until(from)} until ${until(expires)}`;
    }
    case 'revocation':
      return `Revoke the ${statement.target.kind} ${statement.target.id}`;
    default:
      return `Sign a ${statement.kind}`;
  }
};
