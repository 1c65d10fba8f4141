import { notYetAsked } from './not-yet-asked';

const CATALOGUE = {
  on: '2026-03-02',
  courts: [],
  kinds: [],
  units: [
    { id: 'land', no: 13, name: '市国土资源和城乡规划管理局', shortName: '国土局', desk: null, kinds: ['land.query'], offices: [{ id: 'land.xinxing', name: '新兴县分局', place: 'xinxing', desk: null, kinds: ['land.query'] }] },
    { id: 'justice', no: 8, name: '市司法局', shortName: '司法局', desk: null, kinds: ['justice.query'], offices: [] },
  ],
};
const item = (over: Record<string, unknown>) => ({ kind: 'land.query', unit: 'land', office: null, closedAs: null, ...over }) as Parameters<typeof notYetAsked>[0][number];

it('names every query of which nobody was asked, and every body that was left out of one', () => {
  expect(notYetAsked([item({})], CATALOGUE).map(({ kind, bodies, isPartly }) => [kind, bodies.map(({ value }) => value), isPartly])).toEqual([
    ['land.query', ['land.xinxing'], true],
    ['justice.query', ['justice'], false],
  ]);
});

it('counts a withdrawn request as none, and is silent about what was asked of all', () => {
  expect(notYetAsked([item({ closedAs: 'withdrawn' })], CATALOGUE).find(({ kind }) => kind === 'land.query')?.bodies).toHaveLength(2);
  expect(notYetAsked([item({}), item({ office: 'land.xinxing' })], CATALOGUE).map(({ kind }) => kind)).toEqual(['justice.query']);
});
