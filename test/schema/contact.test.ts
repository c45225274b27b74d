import { describe, expect, it } from 'vitest';
import { compileText, pageOf, saidOf } from '../prose/compileText.ts';

const faqWith = (contact: string, rest = ''): string => `title: T
sections:
  - title: Stings
    questions:
      - {id: sting, question: What helps?, answer: Cold water.}
disclaimer: {text: No advice.}
${rest}contact:
  disclosure: The clinic answers.
${contact}`;

const three = `  phone: 020 7946 0018
  phones:
    - {label: "At night, on holidays", number: "111"}
    - {label: The nurse, number: +44 (0)20 7946‑0019 ext. 12}
`;

const links = [
  ['tel:02079460018', '020 7946 0018'],
  ['tel:111', '111'],
  ['tel:+442079460019;ext=12', '+44 (0)20 7946‑0019 ext. 12'],
];

describe.each(['', 'policy: {index: sections}\n', 'chat: {provider: livechat, license: "1", embed: true}\n'])(
  '%s',
  (rest) => {
    const compilation = compileText(faqWith(three, rest));

    it('every page shows and dials every number, as typed and labelled', () => {
      const pages = compilation.files.filter(({ path }) => path.endsWith('.html'));
      expect(pages.map(({ path }) => path)).toEqual(expect.arrayContaining(['index.html', 'sting.html', '404.html']));
      for (const { path } of pages) {
        const page = pageOf(compilation, path)
          .replaceAll(/<bdo[^>]*>/g, '')
          .replaceAll('&#x3D;', '=');
        for (const [href, shown] of links) expect(page, path).toMatch(linkOf(href ?? '', shown ?? ''));
        expect(page, path).toContain('At night, on holidays: ');
        expect(page, path).toContain('The nurse: ');
      }
    });

    it('so does their Markdown', () => {
      const twins = compilation.files.filter(({ path }) => path.endsWith('.md'));
      expect(twins.length).toBeGreaterThan(1);
      for (const { path } of twins)
        expect(pageOf(compilation, path), path).toContain(
          'Call 020 7946 0018\n\nCall 111 (At night, on holidays)\n\nCall +44 (0)20 7946‑0019 ext. 12 (The nurse)\n',
        );
    });
  },
);

function linkOf(href: string, shown: string): RegExp {
  const literal = (text: string) => text.replaceAll(/[+()]/g, '\\$&');
  return new RegExp(`<a class="button" href="${literal(href)}">Call ${literal(shown)}</bdo></a>`);
}

describe('a number that would not reach anybody is told once, at its place', () => {
  it.each([
    [
      '  phone: 020 7946 0018 / 020 7946 0019\n',
      'invalid-phone 9:10',
      'phones: [{label: Line 1, number: 020 7946 0018}',
    ],
    ['  phone: 555-01\n', 'invalid-phone 9:10', 'too short'],
    ['  phone: 020 7946 0018 020 7946 0019\n', 'invalid-phone 9:10', 'too long'],
    ['  phone: +49 (030) 1234567\n', 'invalid-phone 9:10', '(0)30'],
    [
      '  phone: Tel. 020 7946 0018\n',
      'invalid-phone 9:10',
      'cannot be dialled as it stands write `phone: 020 7946 0018`',
    ],
    ['  phone: "[020 7946 0018](tel:02079460018)"\n', 'invalid-phone 9:10', 'write `phone: 0'],
    ['  phone: 1-800-flowers\n', 'invalid-phone 9:10', 'write `phone: 1-800-FLOWERS`'],
    ['  phone: 020 7946 0018 then 020 7946 0019\n', 'invalid-phone 9:10', 'write its digits'],
    [
      '  phone:\n    - 112\n    - 911\n',
      'wrong-type 9:3',
      'phones: [{label: Line 1, number: 112}, {label: Line 2, number: 911}]',
    ],
    ['  phones:\n    Day: 112\n', 'wrong-type 9:3', '`- {label: Day, number: 112}`'],
    ['  phones:\n    - {label: Day, number: 112 or 911}\n', 'invalid-phone 10:28', 'an entry of its own'],
    ['  phones:\n    - {label: Day, number: 112, 911}\n', 'unknown-key 10:33', '911'],
    ['  phones:\n    - {number: 112}\n', 'missing-key 10:7', 'label'],
    ['  phones:\n    - 112\n', 'wrong-type 10:7', '`- {label: …, number: 112}`'],
    ['  phones: 112\n', 'wrong-type 9:11', 'a list'],
    ['  phones:\n    - {label: "", number: 112}\n', 'empty-value 10:8', 'label'],
  ])('%s', (contact, place, words) => {
    const compilation = compileText(faqWith(contact));
    expect(saidOf(compilation).filter((said) => !/^(?:no-url|uncited-answer)/.test(said))).toEqual([place]);
    const { message, help } = compilation.diagnostics.find(({ severity }) => severity === 'error') ?? {};
    expect(`${message} ${help}`).toContain(words);
  });
});

it('who answers is asked for wherever there is a number', () => {
  const said = saidOf(
    compileText(faqWith(three).replace('  disclosure: The clinic answers.\n  phone: 020 7946 0018\n', '')),
  );
  expect(said).toContain('no-disclosure 7:1');
});

describe('the link of the contact', () => {
  const link = (url: string) => compileText(faqWith(`  link: {label: Write to us, url: ${url}}\n`));

  it('may be a mailbox', () => {
    const compilation = link('mailto:desk@clinic.example?subject=A%20visit');
    expect(saidOf(compilation).filter((said) => !said.startsWith('no-url'))).toEqual([]);
    expect(pageOf(compilation)).toContain(
      '<a href="mailto:desk@clinic.example?subject&#x3D;A%20visit">Write to us</a>',
    );
    expect(pageOf(compilation, 'index.md')).toContain('[Write to us](<mailto:desk@clinic.example?subject=A%20visit>)');
  });

  it.each([
    ['desk@clinic.example', 'write `mailto:desk@clinic.example`'],
    ['"mailto: desk@clinic.example"', 'write `mailto:desk@clinic.example`'],
    ['mailto:desk', 'write the whole address, beginning with https://'],
    ['javascript:alert(1)', 'write the whole address, beginning with https://'],
  ])('is not %s', (typed, help) => {
    expect(
      link(typed)
        .diagnostics.filter(({ severity }) => severity === 'error')
        .map((one) => one.help),
    ).toEqual([help]);
  });
});
