import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { directionRuns } from '../../src/directions/directionRuns.ts';
import { isolateDirections, withoutIsolation } from '../../src/directions/isolateDirections.ts';
import { Html } from '../../src/html/html.ts';
import { textOfHtml } from '../../src/html/visibleText.ts';

/** With brackets for the elements of runs. */
const marked = (html: string, dir: 'ltr' | 'rtl' = 'rtl'): string =>
  isolateDirections(html, dir)
    .replaceAll(/<bd[io] class="as-typed" dir="ltr">/g, '⟦')
    .replaceAll('<bdi class="as-typed" dir="rtl">', '⟪')
    .replaceAll(/<\/bd[io]>/g, '⟧');

describe('on a page from right to left', () => {
  test.each([
    ['עד 5 - 10 מ״ג', 'עד ⟦5 - 10⟧ מ״ג'],
    ['פחות מ &lt; 5 mg ביום', 'פחות מ ⟦&lt; 5 mg⟧ ביום'],
    ['חייג (555) 010 0199 עכשיו', 'חייג ⟦(555) 010 0199⟧ עכשיו'],
    ['اتصل على +1 555 010 0199.', 'اتصل على ⟦+1 555 010 0199⟧.'],
    ['גיל ≥ 18, כ-50 % או 20 €', 'גיל ⟦≥ 18⟧, כ-⟦50 %⟧ או ⟦20 €⟧'],
    // The hyphen of a Hebrew prefix is no minus.
    ['מ-5 ל-10', 'מ-5 ל-10'],
    ['מ-5.5 ל-10 mg', 'מ-⟦5.5⟧ ל-⟦10 mg⟧'],
    // Words and a list of numbers flow as the page does.
    ['5, 10, ו-20', '5, 10, ו-20'],
    ['5 mg, 10 mg לא', '⟦5 mg, 10 mg⟧ לא'],
    ['בין [5, 10] ל-(5, 10)', 'בין ⟦[5, 10]⟧ ל-⟦(5, 10)⟧'],
    ['5 (10 ליום)', '5 (10 ליום)'],
    ['חייגו *2700 עכשיו', 'חייגו ⟦*2700⟧ עכשיו'],
    ['اتصل على \u200e+1 555 010 0199.', 'اتصل على \u200e⟦+1 555 010 0199⟧.'],
    ['שנת 2026', 'שנת 2026'],
    ['תרופה של FDA', 'תרופה של FDA'],
    ['عدد ٥٠ - ١٠٠ ملغ', 'عدد ⟦٥٠ - ١٠٠⟧ ملغ'],
    // A block without a letter of the page's direction, as a whole.
    ['&lt; 5 mg', '⟦&lt; 5 mg⟧'],
    ['Never &gt; 5 mg. Ask <b>us</b>!', '⟦Never &gt; 5 mg. Ask <b>us</b>!⟧'],
    ['Coffee', 'Coffee'],
    ['95', '95'],
    // Around whole elements.
    ['עד &lt; <strong>5</strong> - <em>10</em> מ״ג', 'עד ⟦&lt; <strong>5</strong> - <em>10</em>⟧ מ״ג'],
    ['<a href="tel:+1">+1 555</a> כאן', '<a href="tel:+1">⟦+1 555⟧</a> כאן'],
    ['<span>1</span> <a href="#q">עד 5 - 10?</a>', '<span>1</span> <a href="#q">עד ⟦5 - 10⟧?</a>'],
    // What runs in a direction of its own already.
    ['חייג <bdi dir="ltr">+1 555</bdi> כאן', 'חייג <bdi dir="ltr">+1 555⟧ כאן'],
    ['מאת <bdi>5 - 10, Doe J.</bdi>', 'מאת <bdi>5 - 10, Doe J.⟧'],
    ['<img src="a.png" alt="5 - 10 א">', '<img src="a.png" alt="5 - 10 א">'],
  ])('%s', (typed, expected) => {
    expect(marked(`<p>${typed}</p>`)).toBe(`<p>${expected}</p>`);
  });

  test('titles, scripts and styles hold no elements', () => {
    const html = '<title>עד 5 - 10</title><script>a < 5 - "א"</script><style>a{b:5%}</style>';
    expect(isolateDirections(html, 'rtl')).toBe(html);
  });
});

test('on a page from left to right what stands behind other letters is set apart, and a whole block of them', () => {
  expect(marked('<p>Take שלום 5 - 10 mg.</p>', 'ltr')).toBe('<p>Take שלום ⟦5 - 10 mg⟧.</p>');
  expect(marked('<p>עד, בבקשה.</p>', 'ltr')).toBe('<p>⟪עד, בבקשה.⟧</p>');
  const plain = '<p>5 - 10 mg, &lt; 5</p>';
  expect(isolateDirections(plain, 'ltr')).toBe(plain);
});

describe('whatever is typed', () => {
  const pieces = fc.constantFrom(
    ...'א ב שלום ع a mg 5 10 ٥ ۵ - – + < > ( ) [ ] , . : % € ° / = 😀 \uFFFC'.split(' '),
    ' ',
    '  ',
  );
  const texts = fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join(''));
  const dirs = fc.constantFrom('ltr' as const, 'rtl' as const);

  test('runs lie within the text, hold something, and are nested or apart', () => {
    fc.assert(
      fc.property(texts, dirs, (text, dir) => {
        const runs = directionRuns(text, dir);
        for (const [index, { start, end }] of runs.entries()) {
          expect(text.slice(start, end).trim()).not.toBe('');
          expect(end).toBeLessThanOrEqual(text.length);
          for (const other of runs.slice(index + 1))
            expect(other.start >= end || (other.start >= start && other.end <= end)).toBe(true);
        }
      }),
      { numRuns: 3_000 },
    );
  });

  test('a page says the same, is well formed, and can be read back', () => {
    const markup = fc.constantFrom(
      '<b>',
      '</b>',
      '<a href="#x">',
      '</a>',
      '<p>',
      '</p>',
      '<sup>',
      '</sup>',
      '<br>',
      '',
    );
    const html = fc
      .array(fc.tuple(texts, markup), { maxLength: 8 })
      .map((parts) => parts.map(([text, tag]) => text.replaceAll('<', '&lt;').replaceAll('>', '&gt;') + tag).join(''));
    fc.assert(
      fc.property(html, dirs, (typed, dir) => {
        const printed = isolateDirections(typed, dir);
        expect(printed.replaceAll(/<\/?bd[io]\b[^>]*>/g, '')).toBe(typed);
        expect(withoutIsolation(printed, dir)).toBe(typed);
        expect(textOfHtml(new Html(printed))).toBe(textOfHtml(new Html(typed)));
      }),
      { numRuns: 1_500 },
    );
  });

  test('an element that is taken out of a page, or put in, is noticed', () => {
    const printed = isolateDirections('<p>עד 5 - 10 מ״ג</p>', 'rtl');
    expect(withoutIsolation(printed.replaceAll(/<\/?bdi[^>]*>/g, ''), 'rtl')).toBeNull();
    expect(withoutIsolation(printed.replace('dir="ltr"', 'dir="rtl"'), 'rtl')).toBeNull();
    expect(withoutIsolation('<p><bdi class="as-typed" dir="rtl">&lt; 5 mg</bdi></p>', 'ltr')).toBeNull();
  });

  test('takes no time', () => {
    for (const part of ['( ', '5 ', '<b>', '-', '5(', '$ ', '5 % ', '5, ', '(5, ', '<b>5 </b>-', '<b>5 -'])
      isolateDirections(`א${part.repeat(20_000)}5`, 'rtl');
  });
});
