import { expect, it } from 'vitest';
import { literalType } from './literal-type.js';

it('writes a value as the type that has it alone', () => {
  expect(literalType({ id: "a'b", on: true, list: ['x', 1, null], empty: [] })).toBe(
    `{ readonly "id": "a'b"; readonly "on": true; readonly "list": readonly ["x", 1, null]; readonly "empty": readonly [] }`,
  );
});
