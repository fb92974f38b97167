import { nativeCrypto } from '@sourceos/sync-kernel/native';
import { createScene, put } from '@sourceos/sync-testkit';
import { soak } from '@sourceos/vitest-config/soak';
import { describe, expect, it } from 'vitest';
import { populations } from '../populations.js';
import { canariesFor } from './canary.js';
import { ordinaryText, plantedFormats } from './formats.js';
import { createSender } from './outgoing.js';
import { at, drawn, plant, plantings } from './planting.js';

const canaryCount = 1_000 * soak;
const ordinaryCount = 10_000;

const some = canariesFor(canaryCount, 1);
const places = drawn(plantings, canaryCount, 1);

describe('secrets that somebody planted in records of any engine', () => {
  it('are drawn of twenty formats, and each has a part that tells it', () => {
    expect(new Set(plantedFormats).size).toBe(20);
    for (const { text, parts } of some) expect(parts.length, text).toBeGreaterThan(0);
  });

  it(
    `leave in none of ${canaryCount.toLocaleString('en')} records, and no reason tells one`,
    () => {
      const senders = populations.map(({ engine }) => createSender(engine));
      const counts = { refused: 0, redacted: 0 };
      for (const [index, { text, parts }] of some.entries()) {
        const planting = at(places, index);
        const planted = plant(planting, planting.around + text);
        const { left, sealed, details, told } = at(senders, planted.index)(planted.objectId, planted.record);
        const where = `${planted.engine.manifest.collection}: ${JSON.stringify(planted.record)}`;
        for (const part of parts) {
          expect(left.includes(part), where).toBe(false);
          expect(told.includes(part), where).toBe(false);
        }
        expect(details, where).toContain('secret_found');
        counts[sealed ? 'redacted' : 'refused'] += 1;
      }

      expect(counts.redacted).toBeGreaterThan(canaryCount / 5);
      expect(counts.refused).toBeGreaterThan(canaryCount / 5);
    },
    60_000 * soak,
  );

  it(
    'are kept apart where they come in, and neither reason, audit event nor card tells one',
    () => {
      const scenes = populations.map(({ engine }) => createScene({ engine, crypto: nativeCrypto }));
      const count = canaryCount / 10;
      let found = 0;
      const others = drawn(plantings, count, 3);
      for (const [index, { text, parts }] of canariesFor(count, 2).entries()) {
        const planting = at(others, index);
        const planted = plant(planting, planting.around + text);
        const { at: _, ...judged } = at(scenes, planted.index).forge('ada', put(planted.objectId, planted.record), {});
        const where = `${planted.engine.manifest.collection}: ${JSON.stringify(planted.record)}`;
        const told = JSON.stringify(judged);
        expect(judged.outcome, where).toBe('quarantined');
        if (judged.reasons.some(({ detail }) => detail === 'secret_found')) found += 1;
        for (const part of parts) expect(told.includes(part), `${where}\n${told}`).toBe(false);
      }
      // The others the engine's own authority refuses before anybody looks for secrets.
      expect(found).toBeGreaterThan(count / 2);
    },
    60_000 * soak,
  );

  it(`are seen in none of ${ordinaryCount.toLocaleString('en')} valid records that hold none`, () => {
    const texts = drawn(ordinaryText, ordinaryCount, 1);
    let held = 0;
    for (const [index, planting] of drawn(plantings, ordinaryCount, 2).entries()) {
      const planted = plant({ ...planting, welcome: true }, at(texts, index), ['value']);
      if (planted.accepted) held += 1;
      const specimen = at(at(populations, planting.population).specimens, planting.specimen);
      const record = planted.accepted ? planted.record : specimen.record;
      expect(planted.engine.redact(record).findings, JSON.stringify(record)).toEqual([]);
    }

    // The others are as their engine's arbitrary made them: no place of theirs accepts the text.
    expect(held).toBeGreaterThan(ordinaryCount / 3);
  }, 60_000);
});
