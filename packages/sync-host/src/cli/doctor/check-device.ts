import { renewEpoch } from '../../membership/renew-epoch.js';
import { createHttpTransport } from '../../relay-client/http-transport.js';
import { applyRecords, makerOf } from '../join/maker-of.js';
import { now, type Session } from '../session.js';
import type { Finding } from './finding.js';
import { relayTime } from './relay-time.js';

/** Milliseconds that two clocks may differ: less than anything that expires. */
const maxSkew = 120_000;

const found = (check: string, message: string, remedy: string): Finding => ({
  check,
  message,
  remedy,
  repaired: false,
});

/** Engines that are missing or broken, and epochs that are due. */
export const checkDevice = async (session: Session, repair: boolean): Promise<readonly Finding[]> => {
  const findings: Finding[] = [];
  for (const { engineId, packageName, problem } of session.absent) {
    const remedy = `npm install ${packageName}`;
    findings.push(
      problem === undefined
        ? found('engine', `${engineId} is not installed.`, remedy)
        : found('engine', `${engineId} did not load: ${problem}`, remedy),
    );
  }
  for (const scope of session.device.scopes()) {
    const { scopeId } = scope;
    if (!scope.control().epochDue()) continue;
    const message = `A new epoch is due in ${scopeId}: its members are others than those of the newest.`;
    const remedy = 'Run doctor on a device that holds a key of the root.';
    const maker = repair ? makerOf(session, scope) : undefined;
    const made = maker?.ok === true ? await renewEpoch(maker.value) : undefined;
    const applied = made?.ok === true ? await applyRecords(scope, made.value) : undefined;
    findings.push({
      check: 'epoch',
      message,
      remedy,
      repaired: applied?.ok === true && applied.value.missing === undefined,
    });
  }
  return findings;
};

/** Relays that do not answer, contradict themselves, have another clock, or hold what is older than it should be. */
export const checkRelays = async ({ device, store }: Session): Promise<readonly Finding[]> => {
  const rows = store.scopes();
  const findings: Finding[] = [];
  for (const { scopeId, relayUrl } of rows.ok ? rows.value : []) {
    const scope = device.scope(scopeId);
    if (relayUrl === undefined || scope === undefined) continue;
    const time = await relayTime(relayUrl);
    const skew = time === undefined ? 0 : Math.abs(time - now());
    if (skew > maxSkew) {
      const seconds = Math.round(skew / 1_000);
      findings.push(
        found(
          'clock',
          `This device's clock and the relay's differ by ${seconds} seconds.`,
          'Set the clock, or tell who runs the relay.',
        ),
      );
    }
    const transport = createHttpTransport({ url: relayUrl, now });
    const answer = await transport.identify();
    if (!answer.ok) {
      findings.push(found('relay', answer.message, 'What was written waits, and is sent when it answers.'));
      continue;
    }
    const synced = await scope.sync();
    if (!synced.ok) {
      const { evidence } = scope.connection();
      const why = evidence === undefined ? synced.message : evidence.message;
      findings.push(found(`relay_${synced.code}`.replace('relay_relay_', 'relay_'), why, remedyOf(synced.code)));
    }
  }
  return findings;
};

const remedyOf = (code: string): string =>
  code === 'scope_unknown'
    ? 'The relay lost the scope. Once that is explained, sync-host relay trust sends it what this device wrote.'
    : ['heads_contradict', 'relay_key_changed', 'entries_contradict', 'receipt_invalid'].includes(code)
      ? 'Ask who runs the relay. The evidence is in the audit log. Trust it again only once it is explained: sync-host relay trust.'
      : 'Run it again later.';
