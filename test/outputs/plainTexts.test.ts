import { expect, test } from 'vitest';
import { compileText, pageOf } from '../prose/compileText.ts';

const faq = (sign: string): string => `title: ${sign}
  Harbour school
description: ${sign}
  All about it.
url: https://example.org/
publisher:
  name: ${sign}
    School trust
  about: Founded in **1950**.
contact:
  phone: "112"
  reasons: [A lost coat, A & B]
  cost: ${sign}
    free
  disclosure: We do.
chat: {url: "https://example.org/chat", label: Chat}
related:
  - {title: The city, url: "https://example.org/city", description: Its page}
questions:
  - id: bell
    question: ${sign}
      When does it ring?
    short: ${sign}
      At eight.
    answer: Yes.
    updated: 2026-01-01
`;

test.each(['|', '>', '|+'])('a text that stands below %s ends with its last word, in every output', (sign) => {
  const site = compileText(faq(sign));
  const json = JSON.parse(pageOf(site, 'faq.json'));
  expect([json.title, json.description, json.publisher.name]).toEqual([
    'Harbour school',
    'All about it.',
    'School trust',
  ]);
  expect(json.sections[0].questions[0]).toMatchObject({ question: 'When does it ring?', short: 'At eight.' });
  expect(pageOf(site, 'bell.md')).toContain('# When does it ring?\n\n**At eight.**\n\nYes.');
  expect(pageOf(site, 'feed.xml')).toContain('<title>When does it ring?</title>');
  expect(pageOf(site, 'feed.xml')).toContain('<summary>At eight.</summary>');
  expect(pageOf(site)).toContain('"text":"At eight.\\nYes."');
  expect(pageOf(site, 'llms.txt')).toContain('bell.md): At eight.\n');
});

test('the Markdown of a page names whom to ask for what, pages elsewhere and the publisher', () => {
  const page = pageOf(compileText(faq('|')), 'index.md');
  for (const line of [
    '\n- A lost coat\n- A & B\n',
    '\n[Chat](<https://example.org/chat>) The chat opens on another website.\n',
    '\n## Further reading\n\n- [The city](<https://example.org/city>): Its page\n',
    '\nPublished by: School trust\n\nFounded in **1950**.\n',
  ])
    expect(page).toContain(line);
});
