import { textIn } from './text-in';

const bytesOf = (...bytes: number[]): ArrayBuffer => new Uint8Array(bytes).buffer;

it('reads a notice as any editor of a Chinese office saved it', () => {
  expect(textIn(new TextEncoder().encode('\uFEFF元旦：1月1日放假').buffer)).toBe('元旦：1月1日放假');
  // 元旦, as GB 2312 has it.
  expect(textIn(bytesOf(0xd4, 0xaa, 0xb5, 0xa9))).toBe('元旦');
});
