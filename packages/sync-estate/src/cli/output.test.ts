import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parseOutputs, wantsColor } from './output.js';

describe('parseOutputs', () => {
  it('is pretty on standard output where nothing is said', () => {
    expect(parseOutputs([])).toEqual({ ok: true, value: [{ reporter: 'pretty' }] });
  });

  it('takes names, and files after the first colon', () => {
    expect(parseOutputs(['json', 'sarif:out/a.sarif', 'html:C:\\estate.html'])).toEqual({
      ok: true,
      value: [
        { reporter: 'json' },
        { reporter: 'sarif', file: 'out/a.sarif' },
        { reporter: 'html', file: 'C:\\estate.html' },
      ],
    });
  });

  it('leaves standard output empty where every reporter has a file', () => {
    const outputs = parseOutputs(['json:a', 'html:b']);
    expect(outputs.ok && outputs.value.every(({ file }) => file !== undefined)).toBe(true);
  });

  it.each([
    [['jsn'], 'There is no reporter "jsn"; did you mean json?'],
    [
      ['toString'],
      'There is no reporter "toString"; there are pretty, concise, json, ndjson, junit, sarif, github, markdown, html',
    ],
    [['json:'], '--reporter json: names no file after the colon'],
    [['json', 'pretty'], 'Two reporters would write to standard output; give all but one a file, as in json:scan.json'],
  ])('refuses %j', (values, message) => {
    expect(parseOutputs(values)).toEqual({ ok: false, message });
  });
});

describe('wantsColor', () => {
  const { isTTY } = process.stdout;
  const onTerminal = (value: boolean): void => {
    process.stdout.isTTY = value;
  };
  beforeEach(() => {
    for (const name of ['NO_COLOR', 'FORCE_COLOR']) vi.stubEnv(name, '');
    vi.stubEnv('TERM', 'xterm-256color');
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    onTerminal(isTTY);
  });

  /** On a terminal or not, what the environment says, and whether there are colours. */
  const table: readonly (readonly [boolean, Readonly<Record<string, string>>, boolean])[] = [
    [true, {}, true],
    [false, {}, false],
    [true, { TERM: 'dumb' }, false],
    [true, { NO_COLOR: '1' }, false],
    [true, { FORCE_COLOR: '0' }, false],
    [false, { FORCE_COLOR: '1' }, true],
    [false, { FORCE_COLOR: '3' }, true],
    [false, { FORCE_COLOR: '1', NO_COLOR: '1' }, false],
  ];

  it.each(table)('on a terminal: %s, with %j: %s', (terminal, env, expected) => {
    onTerminal(terminal);
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
    expect(wantsColor('auto')).toBe(expected);
    expect(wantsColor('always')).toBe(true);
    expect(wantsColor('never')).toBe(false);
  });
});
