import fc from 'fast-check';
import { canonicalJson } from './canonical-json';

test('the order in which members were written makes no difference', () => {
  expect(canonicalJson({ b: 1, a: { d: [true, null], c: '中文' } })).toBe('{"a":{"c":"中文","d":[true,null]},"b":1}');
});

test('it is JSON: reading it back gives the same value, and writing that the same bytes', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      const written = canonicalJson(value);
      expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(canonicalJson(JSON.parse(written))).toBe(written);
    }),
  );
});

test.each([
  ['undefined', undefined],
  ['an undefined member', { a: { b: undefined } }],
  ['a hole in an array', [1, , 2]],
  ['NaN', { n: NaN }],
  ['infinity', [Infinity]],
  ['a date', { at: new Date(0) }],
  ['a map', new Map()],
  ['a bigint', 1n],
])('%s is refused', (_name, value) => {
  expect(() => canonicalJson(value)).toThrow(TypeError);
});
