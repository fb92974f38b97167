import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reasonDetails, type ReasonDetail } from '../model/reason-detail.js';
import { reasonOf } from '../model/reason-of.js';
import { remedies } from '../model/remedies.js';
import { stages } from '../model/stage.js';
import { outcomes, type Decision } from './decision.js';
import { explainDecision } from './explain.js';

const details = Object.keys(reasonDetails) as ReasonDetail[];

const decision = (more: Partial<Decision>): Decision => ({
  writeId: 'sha256:ab',
  collection: 'shell.runs',
  objectId: 'urn:srcos:run:1',
  deviceId: 'urn:srcos:device:phone',
  authorId: 'urn:srcos:agent:helper',
  outcome: 'held',
  trace: ['parse', 'identity', 'signature'],
  reasons: [],
  audit: [],
  ...more,
});

describe('an explained decision', () => {
  it('says who wrote what, how it came out, and where its way ended', () => {
    expect(explainDecision(decision({}))).toEqual([
      'The write "sha256:ab" of "urn:srcos:run:1" in "shell.runs" by "urn:srcos:agent:helper" from ' +
        '"urn:srcos:device:phone" is held: it has no effect until a person decides.',
      'It passed parse, identity, and its way ended at signature.',
    ]);
  });

  it('gives each reason with its place, evidence and remedy', () => {
    const reasons = [
      reasonOf('dangerous_change', { stage: 'classify', pointer: '/command', evidence: { field: 'command' } }),
      reasonOf('rule_denied', { evidence: { layer: 'enterprise' } }),
    ];
    const text = explainDecision(decision({ reasons }));
    expect(text.slice(2)).toEqual([
      'manual_review_required (dangerous_change), found at classify, in "/command": The change touches what the ' +
        'manifest calls dangerous.',
      'Evidence: "field" is "command".',
      'What you can do: Review the change: approve, reject or edit it.',
      'policy_denied (rule_denied): A rule of a policy bundle denies it.',
      'Evidence: "layer" is "enterprise".',
      'What you can do: Read the rule in the evidence, and ask the owner of its layer.',
    ]);
  });

  it('names the audit events', () => {
    const audit = [{ eventType: 'shell.run.denied', subjectId: 'urn:srcos:run:1' }];
    expect(explainDecision(decision({ audit })).at(-1)).toBe('Audit events: "shell.run.denied".');
  });

  it('shows what would hide, and ends what never ends', () => {
    const text = explainDecision(
      decision({ objectId: 'a\u202Eb\nThe write was applied.', writeId: 'x'.repeat(10_000) }),
    );
    expect(text[0]).toContain('"a\\u{202e}b\\nThe write was applied."');
    expect(text[0]?.length).toBeLessThan(600);
  });

  it('has a line for every outcome and every detail', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...outcomes),
        fc.subarray([...stages]),
        fc.array(fc.constantFrom(...details)),
        (outcome, trace, found) => {
          const text = explainDecision(decision({ outcome, trace, reasons: found.map((detail) => reasonOf(detail)) }));
          expect(text).toHaveLength(2 + 2 * found.length);
          for (const detail of found) expect(text).toContain(`What you can do: ${remedies[detail].remedy}`);
        },
      ),
    );
  });
});

describe('the remedies', () => {
  it.each(details)('%s has a place and one sentence', (detail) => {
    expect(remedies[detail].at.length).toBeGreaterThan(0);
    expect(remedies[detail].remedy).toMatch(/^[A-Z].*\.$/);
  });
});
