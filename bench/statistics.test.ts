import { median, percentile, sum } from './statistics';

test('the median of an odd number of values is the one in the middle, of an even number the mean of the two', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([9, 1, 5, 7])).toBe(6);
  expect(median([4])).toBe(4);
});

test('of a hundred values, 99 do not exceed the 99th percentile', () => {
  const values = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect(percentile(values, 0.99)).toBe(99);
  expect(percentile(values, 0.5)).toBe(50);
  expect(percentile(values, 1)).toBe(100);
  expect(percentile([7], 0.99)).toBe(7);
});

test('nothing measured is no number, never zero', () => {
  expect(median([])).toBeNaN();
  expect(percentile([], 0.5)).toBeNaN();
  expect(sum([])).toBe(0);
});
