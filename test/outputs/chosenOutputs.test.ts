import { describe, expect, test } from 'vitest';
import { compileSigned, edited, filesOf, type SiteFiles, verifyInMemory } from '../signedSite.ts';

const yaml = (outputs: string, index = 'answers'): string => `title: Tea
url: https://tea.example/
${outputs === '' ? '' : `outputs: {${outputs}}`}
publisher: {name: Tea House}
policy: {index: ${index}}
sections:
  - title: Brewing
    questions:
      - {id: long, question: How long does it steep?, short: Five minutes., updated: 2026-11-01, answer: 'It steeps for **5 minutes**, see [hot](#hot).', formerly: [steep]}
      - {id: hot, question: How hot is it?, answer: At 80 °C.}
reviewers:
  doe: {name: Jane Doe, role: Taster}
`;
const built = (outputs: string, index?: string): SiteFiles => filesOf(compileSigned(yaml(outputs, index), ['long']));
const picturesOf = (outputs: string): string[] =>
  compileSigned(yaml(outputs), ['long']).drawings.map(({ path }) => path.replace(/\..*/, ''));

/** What each choice leaves out, and by which words a page or a file would lead there. */
const choices: [string, RegExp, RegExp][] = [
  ['markdown: false', /\.md$/, /\.md\b/],
  ['feed: false', /^feed\.xml$/, /feed\.xml/],
  ['llms: false', /^llms\.txt$/, /llms\.txt/],
];

describe.each(['answers', 'sections'])('with an index of %s', (index) => {
  test.each(choices)('%s leaves that out, and every link to it', (outputs, path, mention) => {
    const [all, chosen] = [built('', index), built(outputs, index)];
    expect(Object.keys(all).some((name) => path.test(name))).toBe(true);
    expect(Object.keys(chosen).sort()).toEqual(
      Object.keys(all)
        .filter((name) => !path.test(name))
        .sort(),
    );
    for (const [name, text] of Object.entries(chosen)) expect(`${name} ${text}`).not.toMatch(mention);
  });

  test('what is approved is still checked without them', async () => {
    const site = built('markdown: false, feed: false, llms: false, shareImages: none', index);
    expect(await verifyInMemory(site)).toMatchObject({ exitCode: 0, stderr: '' });
    const { exitCode, stderr } = await verifyInMemory(edited(site, 'long.html', '5 minutes', '9 minutes'));
    expect(exitCode).toBe(1);
    expect(stderr).toContain('long.html');
  });
});

test('llms.txt leads to the pages where there is no Markdown of them, and is compared with what was approved', async () => {
  const site = built('markdown: false');
  expect(site['llms.txt']).toContain('[How long does it steep?](https://tea.example/long.html): Five minutes.');
  const { stderr } = await verifyInMemory(edited(site, 'llms.txt', 'Five minutes.', 'Nine minutes.'));
  expect(stderr).toContain('llms.txt');
  expect(stderr).toContain('another one than was approved');
});

test('faq.json can be left out where nothing is reviewed', () => {
  const { diagnostics } = compileSigned(yaml('json: false'), ['long']);
  expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toEqual([
    'reviews-need-json',
  ]);
  const unreviewed = yaml('json: false').replace('policy: {', 'policy: {review: off, ');
  const site = filesOf(compileSigned(unreviewed, []));
  expect(Object.keys(site).filter((name) => /^faq\.(?:schema\.)?json$/.test(name))).toEqual([]);
  for (const [name, text] of Object.entries(site)) expect(`${name} ${text}`).not.toMatch(/faq\.json/);
});

test('share images are those of all pages, of the front page, or none', () => {
  expect(picturesOf('')).toEqual(['assets/share', 'assets/share-long', 'assets/share-hot']);
  expect(picturesOf('shareImages: front')).toEqual(['assets/share']);
  expect(picturesOf('shareImages: none')).toEqual([]);
  const front = built('shareImages: front');
  const image = /<meta property="og:image" content="([^"]+)">/;
  expect(image.exec(front['long.html'] ?? '')?.[1]).toBe(image.exec(front['index.html'] ?? '')?.[1]);
  expect(built('shareImages: none')['long.html']).not.toContain('og:image');
});

test('a page whose name begins with an underscore is shown by GitHub Pages as well, and no other site has the file for it', async () => {
  const chat = 'chat: {provider: livechat, license: "5", embed: true}\n';
  const site = filesOf(compileSigned(yaml('').replace('publisher:', `${chat}publisher:`), ['long']));
  expect(Object.keys(site)).toEqual(expect.arrayContaining(['_chat.html', '.nojekyll']));
  expect(site['.nojekyll']).toBe('');
  expect(await verifyInMemory(site)).toMatchObject({ exitCode: 0 });
  expect(Object.keys(built(''))).not.toContain('.nojekyll');
});
