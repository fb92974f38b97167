import { execFileSync } from 'node:child_process';
import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { bounds } from '../bounds.js';
import { temporaryFolder } from '../testing/temporary-folder.js';
import { readOwnFile } from './read-own-file.js';

const schema = z.strictObject({ entries: z.array(z.strictObject({ day: z.iso.date() })) });

const read = (text: string) => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'own.json'), text);
  const result = readOwnFile(join(folder, 'own.json'), schema);
  return result.ok ? result.value : result.message.replaceAll(`${folder}/`, '');
};

describe('readOwnFile', () => {
  it('reads what the schema accepts, also after a byte order mark', () => {
    expect(read('\uFEFF{ "entries": [{ "day": "2026-01-31" }] }')).toEqual({ entries: [{ day: '2026-01-31' }] });
  });

  it.each([
    ['{}', 'own.json:1:1: /entries is missing; expected array'],
    [
      '{\n  "entries": [\n    { "day": "31" }\n  ]\n}',
      'own.json:3:14: /entries/0/day is "31"; expected a day as YYYY-MM-DD',
    ],
    [
      '{ "entries": [{ "day": "2026-01-31", "dya": 1 }] }',
      'own.json:1:38: /entries/0/dya is not known; did you mean day?',
    ],
    ['{ "entries": [], "a/b~c": 1 }', 'own.json:1:18: /a~1b~0c is not known; there are entries'],
    ['// no\n{}', 'own.json:1:1: The file is not JSON'],
  ])('refuses %j with file, line, field, found and expected', (text, message) => {
    expect(read(text)).toContain(message);
  });

  it('does not wait for a named pipe to be written', () => {
    const pipe = join(temporaryFolder(), 'own.json');
    execFileSync('mkfifo', [pipe]);
    expect(readOwnFile(pipe, schema)).toEqual({ ok: false, message: `${pipe} is not a file` });
  });

  it('does not read a file beyond its bound', () => {
    const file = join(temporaryFolder(), 'own.json');
    writeFileSync(file, '');
    truncateSync(file, bounds.ownFileBytes + 1);
    expect(readOwnFile(file, schema)).toEqual({
      ok: false,
      message: `${file} is larger than ${bounds.ownFileBytes} bytes`,
    });
  });
});
