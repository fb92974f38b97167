import { expect, it } from 'vitest';
import { fileOf } from './location.js';

it('puts the file below its repository', () => {
  expect(fileOf({ path: 'SourceOS-Linux/sourceos-boot', file: '.sourceos/manifest.json' })).toBe(
    'SourceOS-Linux/sourceos-boot/.sourceos/manifest.json',
  );
});

it('names the file alone where the source is the repository', () => {
  expect(fileOf({ path: '.', file: '.sourceos/manifest.json' })).toBe('.sourceos/manifest.json');
});
