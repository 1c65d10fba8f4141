import { publicName, withoutPersonalNumbers } from './public-text';

test.each([
  ['赵不还 445302199001011234', '赵不还 ***'],
  ['赵不还（44530219900101123X）', '赵不还（***）'],
  ['赵不还445302900101123', '赵不还***'],
  ['赵不还，电话13912348765', '赵不还，电话***'],
  ['赵不还 445302 19900101 1234', '赵不还 ***'],
  ['赵不还，电话139 1234 8765、139-1234-8765', '赵不还，电话***、***'],
  // Full-width digits are digits.
  ['赵不还４４５３０２１９９００１０１１２３４', '赵不还***'],
])('no identity or telephone number is published: %s', (written, shown) => {
  expect(withoutPersonalNumbers(written).replaceAll('＊', '*')).toBe(shown);
});

test.each(['示例贸易有限公司', '91445300MA00000088', '914453001234567890', '粤市监示〔2026〕12号', '2026-03-09', '示例（云浮）有限公司'])('what is no such number stays: %s', (text) => {
  expect(withoutPersonalNumbers(text)).toBe(text);
});

test('a natural person is named whole or by surname, an organisation always whole', () => {
  expect(publicName('赵不还', 'natural-person', 'full')).toBe('赵不还');
  expect(publicName('赵不还', 'natural-person', 'surname')).toBe('赵某');
  expect(publicName('欧阳不还', 'natural-person', 'surname')).toBe('欧阳某');
  expect(publicName('示例实业有限公司', 'organisation', 'surname')).toBe('示例实业有限公司');
});
