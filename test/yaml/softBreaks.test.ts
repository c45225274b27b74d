import { expect, it } from 'vitest';
import { breaksUnspaced, mayBreakUnspaced } from '../../src/yaml/softBreaks.ts';

it.each([
  ['每天两次', '饭后服用', true],
  ['服用します。', '次の日は', true],
  ['カー', 'ド', true],
  ['他说：', '“不要”', true],
  ['请稍候……', '谢谢', true],
  ['禰󠄀', '豆', true],
  ['𠮟', '𪜈', true],
  ['약을', '드세요', false],
  ['กินยา', 'วันละครั้ง', false],
  ['每天 5 mg', '饭后', false],
  ['每天', '5 mg', false],
  ['twice', 'a day', false],
  ['—', '—', false],
  ['', '中', false],
])('whether the break between %s and %s is no space', (before, after, expected) => {
  expect(breaksUnspaced(before, after)).toBe(expected);
  if (expected) expect(mayBreakUnspaced(`${before}\n${after}`)).toBe(true);
});
