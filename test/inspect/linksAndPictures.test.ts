import { describe, expect, it, test } from 'vitest';
import { linkMismatch } from '../../src/inspect/linkMismatch.ts';
import { compileText, complaintsOf, pageOf } from '../prose/compileText.ts';

describe('a number, an address of mail or a site that is shown is the one that the link leads to', () => {
  const agreeing: [words: string, href: string][] = [
    ['988', 'tel:988'],
    ['Call 988', 'tel:988'],
    ['Call or text 988 (24/7)', 'tel:988'],
    ['٩٨٨', 'tel:988'],
    ['۱۱۵', 'tel:115'],
    ['９８８', 'tel:988'],
    ['the helpline', 'tel:+15550100199'],
    ['Covid-19 line', 'tel:+15550100199'],
    ['Nurse line 2', 'tel:+15550100199'],
    ['Room 204', 'tel:+15550100199'],
    ['Open 9:00-17:00', 'tel:+15550100199'],
    ['24-hour line', 'tel:112'],
    ['since 2026-01-31', 'tel:112'],
    ['020 7946 0018', 'tel:+442079460018'],
    ['+44 20 7946 0018', 'tel:02079460018'],
    ['+44 (0)20 7946 0018', 'tel:+442079460018'],
    ['0044 20 7946 0018', 'tel:+442079460018'],
    ['(555) 010-0199', 'tel:+1-555-010-0199'],
    ['555‑010‑0199', 'tel:+15550100199'],
    ['555–0199', 'tel:+12025550199'],
    ['8 800 555-35-35', 'tel:+78005553535'],
    ['06 1234 5678', 'tel:+390612345678'],
    ['0800 111', 'tel:+44800111'],
    ['1-800-FLOWERS', 'tel:+18003569377'],
    ['1-800-QUIT-NOW', 'tel:18007848669'],
    ['800 FLOWERS', 'tel:+1-800-356-9377'],
    ['1-800-FLOWERS', 'tel:1-800-FLOWERS'],
    ['+1 555 010 0199 ext. 12', 'tel:+15550100199;ext=12'],
    ['+1 555 010 0199 x12', 'tel:+15550100199,12'],
    ['112 / 911', 'tel:911'],
    ['112 or 911', 'tel:112'],
    ['988 LIFELINE', 'tel:988'],
    ['Call us on 0300 123 4567 (9 to 5)', 'tel:03001234567'],
    ['+44 20 7946 0018 (at home 020 7946 0018)', 'tel:+442079460018'],
    ['020 7946 0018, open 2026-01-31', 'tel:02079460018'],
    ['020 7946 0018 ext. 12', 'tel:02079460018,12#'],
    ['020 7946 0018', 'tel:02079460018,1'],
    ['*2700', 'tel:*2700'],
    ['988 Lifeline', 'tel:988'],
    ['030/1234567', 'tel:+49301234567'],
    ['13 11 14', 'tel:131114'],
    ['116 123', 'tel:116123'],
    ['Text HOME to 741741', 'sms:741741?body=HOME'],
    ['‪+1 555 010 0199‬', 'tel:+15550100199'],
    ['+1 555 010 0199', 'https://wa.me/15550100199'],
    ['15', 'tel:15'],
    ['*31#', 'tel:*31%23'],
    ['Info@Clinic.example', 'mailto:info@clinic.example?subject=Hello'],
    ['write to us', 'mailto:info@clinic.example'],
    ['https://www.nhs.uk', 'https://nhs.uk/'],
    ['nhs.example.org', 'https://example.org/nhs'],
    ['www.example.org', 'https://www.example.org/quit'],
    ['https://example.org/a', 'https://example.org/a/b?c=d'],
    ['https://example.org/…', 'https://example.org/quit'],
    ['Node.js', 'https://nodejs.org/'],
    ['https://example.org/Größe', 'https://example.org/Gr%C3%B6%C3%9Fe'],
  ];
  it.each(agreeing)('%s → %s is nothing to speak of', (words, href) => {
    expect(linkMismatch(words, href)).toBeNull();
  });

  const differing: [words: string, href: string, shown: string][] = [
    ['988', 'tel:989', '988'],
    ['Call 988', 'tel:989', '988'],
    ['Call 988 (24/7)', 'tel:989', '988'],
    ['0800 111', 'tel:+44800112', '0800 111'],
    ['٩٨٨', 'tel:989', '988'],
    ['15', 'tel:18', '15'],
    ['020 7946 0018', 'tel:+442079460019', '020 7946 0018'],
    ['+44 20 7946 0018', 'tel:+492079460018', '+44 20 7946 0018'],
    ['555-010-0199', 'tel:+15550100198', '555-010-0199'],
    ['1-800-FLOWERS', 'tel:+18003569378', '1-800-FLOWERS'],
    ['Call 111', 'tel:+15550100199', '111'],
    ['988', 'tel:1988', '988'],
    ['+1 555 010 0199', 'tel:+15550100199;ext=12', '+1 555 010 0199'],
    ['112 / 911', 'tel:999', '112 / 911'],
    ['030/1234567', 'tel:0301234568', '030/1234567'],
    ['112 or 911', 'tel:999', '112'],
    ['020 7946 0018 or 020 7946 0019', 'tel:02079460018', '020 7946 0019'],
    ['020 7946 0018 or 020 7946 0019', 'tel:02079460019', '020 7946 0018'],
    ['020 7946 0018 ext 12', 'tel:02079460018,13', '020 7946 0018 ext 12'],
    ['Text 741741', 'sms:741742', '741741'],
    ['+1 555 010 0199 ext. 12', 'tel:+15550100199;ext=13', '+1 555 010 0199 ext. 12'],
    ['+1 555 010 0199', 'https://wa.me/15550100198', '+1 555 010 0199'],
    ['info@clinic.example', 'mailto:info@klinik.example', 'info@clinic.example'],
    ['https://clinic.example', 'https://evil.example/', 'https://clinic.example'],
    ['www.clinic.example', 'https://clinic.example.evil.test/', 'www.clinic.example'],
    ['https://clinic.example/form-1', 'https://clinic.example/form-2', 'https://clinic.example/form-1'],
    ['clinic.org', 'https://clinics.org/', 'clinic.org'],
  ];
  it('of two numbers in one link it is said that a link dials one', () => {
    const faq =
      'title: T\nquestions:\n  - {id: a, question: Q?, answer: "[020 7946 0018 or 020 7946 0019](tel:02079460018)"}\n';
    const { help } = compileText(faq).diagnostics.find(({ code }) => code === 'link-mismatch') ?? {};
    expect(help).toContain('a link dials one number');
  });

  it.each([
    ['020‑7946‑0018', 'tel:020-7946-0018'],
    ['٠٢٠٧٩٤٦٠٠١٨', 'tel:02079460018'],
  ])('%s is dialled as a telephone reads it', (typed, href) => {
    const faq = `title: T\nquestions:\n  - {id: a, question: Q?, answer: "[Call](tel:${typed})"}\n`;
    expect(pageOf(compileText(faq), 'index.html')).toContain(`href="${href}"`);
  });

  it.each(differing)('%s → %s is told', (words, href, shown) => {
    expect(linkMismatch(words, href)?.shown).toBe(shown);
  });
});

const faq = (answer: string, head = ''): string =>
  `title: Coffee\n${head}questions:\n  - id: decaf\n    question: Is decaf free of it?\n    answer: |\n${answer.replaceAll(/^(?=.)/gm, '      ')}\n`;

const files = { 'floor plan.pdf': '%PDF-1.4', 'map.png': 'png', 'my map.png': 'png' };

describe('a link or a picture that cannot be what it says is told at its address', () => {
  test('in a text of Markdown anywhere', () => {
    const urgent = 'urgent:\n  text: Call [988](tel:989).\n';
    expect(complaintsOf(compileText(faq('No.', urgent)))).toEqual(['link-mismatch 3:20']);
    expect(complaintsOf(compileText(faq('Call **[988](tel:989)** now.')))).toEqual(['link-mismatch 6:20']);
    const { diagnostics } = compileText(faq('[https://a.example](https://b.example/)'));
    expect(diagnostics.find(({ code }) => code === 'link-mismatch')?.severity).toBe('warning');
  });

  const meant: [typed: string, help: string | null][] = [
    ['[NHS](www.nhs.uk)', 'write `https://www.nhs.uk`'],
    ['[NHS](nhs.uk/quit)', 'write `https://nhs.uk/quit`'],
    ['[NHS](example.org)', 'write `https://example.org`'],
    ['[NHS](https//example.org/a)', 'write `https://example.org/a`'],
    ['[NHS](https:/example.org/a)', 'write `https://example.org/a`'],
    ['[us](info@clinic.org)', 'write `mailto:info@clinic.org`'],
    ['[us](0800-111)', 'write `tel:0800111`'],
    ['[decaf](decaf)', 'write `#decaf`'],
    ['[decaf](Decaf)', 'write `#decaf`'],
    ['[decaf](decaf.html)', 'write `#decaf`'],
    ['[decaf](index.html#decaf)', 'write `#decaf`'],
    ['[us]({{site.baseurl}}/contact)', 'write the whole address'],
  ];
  it.each(meant)('%s: %s', (typed, help) => {
    const said = compileText(faq(typed)).diagnostics.filter(({ severity }) => severity === 'error');
    expect(said.map(({ code, help }) => [code, help])).toEqual([['incomplete-address', help]]);
  });

  test('but a file that is not there is a file', () => {
    for (const typed of ['plan.pdf', 'leaflet', 'notes.md', 'a/b.html'])
      expect(complaintsOf(compileText(faq(`[a](${typed})`)))).toEqual(['missing-file 6:11']);
  });

  test('blanks between < and > belong to the address', () => {
    const site = compileText(
      faq('![The way to us](<my map.png>) [plan](<floor plan.pdf>) [form](<https://example.org/my form.pdf>)'),
      files,
    );
    expect(complaintsOf(site)).toEqual([]);
    expect(pageOf(site)).toContain('href="https://example.org/my%20form.pdf"');
    expect(pageOf(site)).toContain('href="assets/floor-plan.');
    expect(pageOf(site)).toContain('src="assets/my-map.');
    expect(complaintsOf(compileText(faq('[a](< javascript:1>) [b](<java script:1>)')))).not.toEqual([]);
  });

  const silent = ['![](map.png)', '![ ](map.png)', '![map](map.png)', '![map.png](map.png)', '![image](map.png)'];
  it.each([...silent, '![Photo 2](map.png)', '![***](map.png)'])('%s says nothing of what it shows', (typed) => {
    expect(complaintsOf(compileText(faq(typed), files))).toEqual(['missing-alternative 6:7']);
  });
  it.each(['![The way in](map.png)', '![5 mg](map.png)', '![図](map.png)'])('%s does', (typed) => {
    expect(complaintsOf(compileText(faq(typed), files))).toEqual([]);
  });
});
