import { describe, expect, it } from 'vitest';
import { admit } from './admit.js';
import { createScope } from './create-scope.js';
import { removeMember } from './remove-member.js';
import { renewEpoch } from './renew-epoch.js';
import { crypto, deviceOf, keyringFor, randomOf, start, valueOf } from './testing/world.js';

const random = randomOf('race tests');

describe('a removal that not everybody knows of yet', () => {
  it('has nothing written under a key that one who does not know it hands to the removed device', async () => {
    const [a, b, d, e, f, gone] = await Promise.all(['a', 'b', 'd', 'e', 'f', 'gone'].map(keyringFor));
    if (!a || !b || !d || !e || !f || !gone) throw new Error('There are six keyrings.');
    const second = random(32);
    const holders = { coHolders: [crypto.publicKey(second)] };
    const scope = await createScope({ crypto, random, founder: a, kind: 'workspace', now: start, ...holders });
    const { scopeId, genesis, records } = scope;
    const ada = deviceOf(a, scopeId, genesis, [scope.rootSecret]);
    const bob = deviceOf(b, scopeId, genesis, [second]);
    const writer = deviceOf(d, scopeId, genesis);
    const removed = deviceOf(gone, scopeId, genesis);
    const log: Uint8Array[] = [];
    const send = async (from: typeof ada, made: ReturnType<typeof admit>) => {
      const result = valueOf(await made);
      log.push(...result.records);
      await from.take(result.records);
      return result.records;
    };
    log.push(...records);
    await ada.take(log);
    for (const request of [b, d]) await send(ada, admit(ada.maker, { request, now: start }));
    await bob.take(log);

    // Bob lets the device in and out again; Ada knows neither, and begins two epochs of her own.
    const joining = await send(bob, admit(bob.maker, { request: gone, now: start }));
    for (const request of [e, f]) await send(ada, admit(ada.maker, { request, now: start }));
    const hers = ada.sealingKey();
    await send(bob, removeMember(bob.maker, { deviceId: gone.deviceId, last: 0 }));
    await writer.take(log);
    expect(writer.log.view().epochStatements(writer.log.view().epoch())).toHaveLength(2);
    const key = writer.sealingKey();

    // She hears of the joining alone, and gives the device what it lacks: it is a member, as far as she can know.
    await ada.take(joining);
    await send(ada, renewEpoch(ada.maker));
    await removed.take(log);
    const has = (wanted: Uint8Array | undefined) => {
      const epochs = [1, 2, 3, 4, 5, 6, 7, 8].flatMap((epoch) => gone.scopeKeys(scopeId, epoch));
      return epochs.some((held) => Buffer.from(held).equals(wanted ?? new Uint8Array()));
    };
    expect(has(hers)).toBe(true);
    expect(key).toBeDefined();
    expect(has(key)).toBe(false);
    expect(key).toEqual(bob.sealingKey());
  });
});
