import { describe, expect, it } from 'vitest';
import { evaluatePolicy, explainPolicy, policyViewOf, type NamedBundle } from './evaluate.js';
import type { PolicyBundle } from './policy-statement.js';

const named = (layer: PolicyBundle['layer'], rest: Partial<PolicyBundle>): NamedBundle => ({
  hash: `sha256:${layer}`,
  bundle: { name: `${layer}-policy`, layer, edition: 1, rules: {}, ...rest },
});
const ask = (bundles: readonly NamedBundle[], capability: string, more: object = {}) =>
  evaluatePolicy(bundles, { capability, subjects: ['urn:srcos:agent:a1'], dangerous: false, ...more });
const rule = (capability: string, effect: 'deny' | 'review' | 'allow', subjects?: readonly string[]) => ({
  rules: { one: { capability, effect, reason: 'Because.', ...(subjects === undefined ? {} : { subjects }) } },
});

describe('policy evaluation', () => {
  it('denies a dangerous capability that no rule speaks about, and allows another', () => {
    expect(ask([], 'shell.run', { dangerous: true })).toEqual({ effect: 'deny', because: [], default: true });
    expect(ask([], 'shell.run')).toEqual({ effect: 'allow', because: [], default: true });
  });

  it('lets a rule allow a dangerous capability', () => {
    const decision = ask([named('user', rule('shell.run', 'allow'))], 'shell.run', { dangerous: true });
    expect(decision.effect).toBe('allow');
    expect(decision.default).toBeUndefined();
  });

  it.each([
    ['shell.run', 'shell.run', true],
    ['shell.*', 'shell.run', true],
    ['*', 'shell.run', true],
    ['shell.*', 'shellfish.run', false],
    ['shell.run', 'shell.runner', false],
  ])('matches %s with %s: %s', (pattern, capability, matching) => {
    expect(ask([named('user', rule(pattern, 'deny'))], capability).effect).toBe(matching ? 'deny' : 'allow');
  });

  it('matches subjects by URN or by kind', () => {
    const effect = (subjects: readonly string[]) => ask([named('user', rule('x', 'deny', subjects))], 'x').effect;
    expect(effect(['urn:srcos:agent:*'])).toBe('deny');
    expect(effect(['urn:srcos:agent:a1'])).toBe('deny');
    expect(effect(['urn:srcos:person:*'])).toBe('allow');
    expect(effect([])).toBe('allow');
  });

  it('takes the strictest of all layers, and names the outermost that asks for it', () => {
    const decision = ask(
      [named('agent', rule('x', 'deny')), named('enterprise', rule('x', 'deny')), named('safety', rule('x', 'allow'))],
      'x',
    );
    expect(decision.effect).toBe('deny');
    expect(decision.because.map(({ layer }) => layer)).toEqual(['enterprise', 'agent']);
    const question = { capability: 'x', subjects: [], dangerous: false };
    expect(explainPolicy(question, decision)).toBe(
      'x is denied by rule one of enterprise-policy (layer enterprise): Because.',
    );
  });

  it('holds amounts against limits, a number that is none included', () => {
    const limits = { limits: { most: { capability: 'x', quantity: 'bytes', maximum: 10 } } };
    const effect = (bytes: number) => ask([named('user', limits)], 'x', { quantities: { bytes } }).effect;
    expect([effect(10), effect(11), effect(NaN)]).toEqual(['allow', 'deny', 'deny']);
  });

  it('holds values against allow-lists and deny-lists', () => {
    const lists = {
      allowLists: { hosts: { capability: 'x', dimension: 'host', values: ['a', 'b'] } },
      denyLists: { bad: { capability: 'x', dimension: 'host', values: ['b'] } },
    };
    const effect = (host: string) => ask([named('user', lists)], 'x', { values: { host } }).effect;
    expect([effect('a'), effect('b'), effect('c')]).toEqual(['allow', 'deny', 'deny']);
  });

  it('reads own members of a question only', () => {
    const limits = { limits: { most: { capability: 'x', quantity: 'constructor', maximum: 10 } } };
    expect(ask([named('user', limits)], 'x', { quantities: {} }).effect).toBe('allow');
  });

  it('is what the gate asks, at every question anew', () => {
    const bundles: NamedBundle[] = [];
    const view = policyViewOf(() => bundles);
    const question = { capability: 'x', subjects: [], dangerous: true };
    expect(view.evaluate(question)).toMatchObject({ effect: 'deny', byDefault: true });
    bundles.push(named('user', rule('x', 'allow')));
    expect(view.evaluate(question)).toMatchObject({ effect: 'allow', byDefault: false });
  });
});
