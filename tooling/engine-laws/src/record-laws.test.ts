import { namedEntries } from '@sourceos/sync-spec';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { recordLaws, type RecordLawOptions } from './record-laws.js';
import { brokenLaws } from './testing/broken-laws.js';

const name = z.string().max(64);
const byName = (value: z.ZodType) => namedEntries(z.string().regex(/^[a-z]{1,8}$/), value, 8);
const size = z.strictObject({ width: z.number().min(0).max(1) });
const picture = z.strictObject({ type: z.literal('Picture'), name, sizes: byName(size) });
const note = z.strictObject({ type: z.literal('Note'), text: name.optional() });
const right = z.discriminatedUnion('type', [picture, note]);

const aPicture = { type: 'Picture', name: 'Home', sizes: { small: { width: 0.5 } } };
const aNote = { type: 'Note', text: 'x' };
const examples = [aPicture, aNote];

const broken = (record: z.ZodType, given: readonly { type: string }[] = examples, options?: RecordLawOptions) =>
  brokenLaws(recordLaws(record, given, options));

/** The schema with another kind of picture. */
const withPicture = (other: z.core.$ZodTypeDiscriminable) => z.discriminatedUnion('type', [other, note]);

const keeps = 'keeps whatever it accepts as it is: nothing is coerced, dropped or filled in';
const closed = 'refuses an unknown member wherever it is put';
const bounded = 'bounds every text, list, map and number';
const everyType = 'has an example of every type';
const acceptsPicture = 'accepts example 0, Picture, and keeps it as it is through JSON';

describe('the laws of records', () => {
  it('hold of a schema that keeps them', () => {
    expect(broken(right)).toEqual([]);
    expect(broken(note, [aNote])).toEqual([]);
  });

  it.each([
    ['a record that it should accept', right, [{ ...aPicture, name: 1 }, aNote], acceptsPicture],
    ['a type without an example', right, [aPicture], everyType],
    ['an example of no type that it has', right, [...examples, { type: 'Other' }], everyType],
    ['a default', withPicture(picture.extend({ hidden: z.boolean().default(false) })), examples, acceptsPicture],
    ['a member that is filled in', withPicture(picture.extend({ name: name.default('Home') })), examples, keeps],
    ['a text that is trimmed', withPicture(picture.extend({ name: name.trim() })), examples, keeps],
    [
      'a number made of a text',
      withPicture(picture.extend({ sizes: byName(size.extend({ width: z.coerce.number() })) })),
      examples,
      keeps,
    ],
    ['an unknown member dropped', withPicture(z.object(picture.shape)), examples, closed],
    ['an unknown member kept', withPicture(z.looseObject(picture.shape)), examples, closed],
    [
      'an open object inside a map',
      withPicture(picture.extend({ sizes: byName(z.looseObject(size.shape)) })),
      examples,
      closed,
    ],
    ['a text without a bound', withPicture(picture.extend({ name: z.string() })), examples, bounded],
  ])('tell of %s', (_, record, given, law) => {
    expect(broken(record, given)).toContain(law);
  });
});

describe('what a published schema leaves open or unbounded', () => {
  const open = withPicture(picture.extend({ sizes: byName(z.looseObject({})) }));
  const options = { open: ['sizes.small'], unbounded: ['/Picture/sizes'] };

  it('is no fault where it is named', () => {
    expect(broken(open, examples, options)).toEqual([]);
  });

  it('is excused there and nowhere else', () => {
    const more = withPicture(z.looseObject({ type: z.literal('Picture'), name, sizes: byName(z.looseObject({})) }));
    expect(broken(more, examples, options)).toEqual([closed, bounded]);
  });

  it('is matched by whole steps of its path', () => {
    expect(broken(open, examples, { open: ['sizes.sma'], unbounded: ['/Picture/size'] })).toEqual([
      closed,
      'leaves sizes.sma open',
      bounded,
    ]);
  });

  it('has to be there: an exception that nothing needs is a fault', () => {
    expect(broken(right, examples, options)).toEqual(['leaves sizes.small open', bounded]);
  });
});
