import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { attribute, elementsOf } from '../prose/visibleText.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { run } from '../testHost.ts';

const yaml = (policy = ''): string => `title: Coffee & tea
description: What <helps>, "and" what not.
url: https://coffee.example/faq/
publisher: {name: Beans & Sons}
urgent: {text: "Call [112](tel:112)."}
sections:
  - title: Cups
    questions:
      - {id: signed, question: "How much?", short: Some., answer: "About *95 mg* [@usda]. See [tea](#changed).", updated: 2026-11-01}
      - {id: changed, question: "And tea?", answer: "Less [@usda; @fda].", updated: 2026-11-02}
      - {id: unsigned, question: "And milk?", answer: "# None\\n\\n- really [@fda]\\n- none"}
sources:
  usda: {title: FoodData Central, url: https://fdc.example/}
  fda: {title: Spilling the beans, authors: Doe J, date: 2024-05}
reviewers: {doe: {name: Jane Doe, role: Dietitian}}
contact: {phone: "112", disclosure: The state answers.}
disclaimer: {text: No advice.}
${policy}`;

async function built(
  options: readonly string[] = [],
  change = (text: string) => text,
): Promise<Record<string, string>> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'faq.yaml'), yaml());
  await run(['review', 'sign', 'signed', 'changed', '--by', 'doe', '--on', '2026-11-10', '--yes'], folder);
  await writeFile(join(folder, 'faq.yaml'), change(yaml().replace('Less [', 'More [')));
  const { exitCode, stderr } = await run(['build', ...options], folder);
  expect(stderr).not.toContain('error[');
  expect(exitCode).toBe(0);
  const names = (await readdir(join(folder, 'dist'))).filter((name) => /\.(?:md|json|xml|html)$/.test(name));
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(join(folder, 'dist', name), 'utf8')])),
  );
}

function linkedData(html: string | undefined) {
  const [, json] = /<script type="application\/ld\+json">(.*)<\/script>/.exec(html ?? '') ?? [];
  return json === undefined ? null : JSON.parse(json);
}

const approval = /Jane|Dietitian|2026-11-10|November 10, 2026|sha256:|lastReviewed|reviewedBy|contributor|"reviewed"/;

describe('data for programs', () => {
  test('names the reviewer of a signed answer, everywhere', async () => {
    const files = await built();
    expect(JSON.parse(files['faq.json'] ?? '').sections[0].questions[0]).toEqual({
      id: 'signed',
      formerly: [],
      keywords: [],
      question: 'How much?',
      short: 'Some.',
      answer: 'About *95 mg* [@usda]. See [tea](#changed).',
      sources: ['usda'],
      updated: '2026-11-01',
      changes: [],
      evidence: null,
      review: {
        state: 'signed',
        reviewer: 'doe',
        name: 'Jane Doe',
        role: 'Dietitian',
        date: '2026-11-10',
        until: '2027-11-10',
        digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
        record: 'reviews/signed.yaml',
      },
      translation: null,
    });
    const [page, breadcrumbs] = linkedData(files['signed.html'])?.['@graph'] ?? [];
    expect(breadcrumbs).toEqual({
      '@type': 'BreadcrumbList',
      itemListElement: [
        {
          '@type': 'ListItem',
          position: 1,
          name: 'Coffee & tea',
          item: { '@type': 'WebPage', '@id': 'https://coffee.example/faq/' },
        },
        {
          '@type': 'ListItem',
          position: 2,
          name: 'Cups',
          item: { '@type': 'WebPage', '@id': 'https://coffee.example/faq/index.html#cups' },
        },
        {
          '@type': 'ListItem',
          position: 3,
          name: 'How much?',
          item: { '@type': 'WebPage', '@id': 'https://coffee.example/faq/signed.html' },
        },
      ],
    });
    expect(page).toEqual({
      '@type': 'WebPage',
      name: 'How much?',
      inLanguage: 'en',
      url: 'https://coffee.example/faq/signed.html',
      dateModified: '2026-11-01',
      publisher: { '@type': 'Organization', name: 'Beans & Sons' },
      lastReviewed: '2026-11-10',
      reviewedBy: { '@type': 'Person', name: 'Jane Doe', jobTitle: 'Dietitian' },
      citation: [{ '@type': 'CreativeWork', name: 'FoodData Central', url: 'https://fdc.example/' }],
      mainEntity: {
        '@type': 'Question',
        name: 'How much?',
        acceptedAnswer: { '@type': 'Answer', text: 'Some.\nAbout 95 mg. See tea.' },
      },
    });
    expect(files['signed.md']).toBe(`Call [112](tel:112).

# How much?

**Some.**

About *95 mg* [1]. See [tea](changed.md).

*Reviewed by Jane Doe (Dietitian) on November 10, 2026, next review due November 10, 2027.*

Updated November 1, 2026

## Do you have a question?

Call 112

The state answers.

## Sources

1. [FoodData Central](<https://fdc.example/>)

## Disclaimer

No advice.

Published by: Beans & Sons
`);
    expect(files['feed.xml']).toMatch(
      /signed\.html<\/id>\n.*\n {4}<updated>2026-11-10T[\s\S]*?<contributor><name>Jane Doe<\/name>/,
    );
  });

  test.each([
    ['changed', ['changed.html', 'changed.md'], [], 'changed'],
    ['unsigned', ['unsigned.html', 'unsigned.md'], [], 'unsigned'],
    ['expired', ['signed.html', 'signed.md'], ['--as-of', '2027-11-11'], 'signed'],
  ])('says nothing of an approval that is %s', async (state, own, options, id) => {
    const files = await built(options);
    const questions = JSON.parse(files['faq.json'] ?? '').sections[0].questions as { id: string; review: unknown }[];
    expect(questions.find((question) => question.id === id)?.review).toEqual({ state });
    for (const name of own) {
      // The credits of the people stand on every page, whatever they signed.
      const text = (files[name] ?? '').replace(/<section class="reviewers">[\s\S]*?<\/section>/, '');
      expect(text.length).toBeGreaterThan(100);
      expect(text, name).not.toMatch(approval);
    }
    expect(linkedData(files[`${id}.html`])).not.toBeNull();
    const entry = new RegExp(`<entry>\\s*<id>[^<]*/${id}\\.html[\\s\\S]*?</entry>`).exec(files['feed.xml'] ?? '')?.[0];
    expect(entry ?? '').not.toMatch(approval);
    if (id === 'unsigned') expect(entry).toBeUndefined();
  });

  test('says nothing of reviews where the policy is off', async () => {
    const files = await built([], (text) => `${text}policy: {review: off}\n`);
    expect(JSON.parse(files['faq.json'] ?? '').sections[0].questions[0].review).toBeNull();
    for (const name of ['signed.md', 'index.md', 'feed.xml', 'signed.html'])
      expect((files[name] ?? '').replace(/<section class="reviewers">[\s\S]*?<\/section>/, ''), name).not.toMatch(
        approval,
      );
  });

  test('twins hold every part of the front page, below each other', async () => {
    const { 'index.md': index = '', ...files } = await built();
    expect(index.match(/^#+ .*/gm)).toEqual([
      '# Coffee & tea',
      '## Cups',
      '### How much?',
      '### And tea?',
      '### And milk?',
      '#### None',
      '## Do you have a question?',
      '## Sources',
      '## Disclaimer',
    ]);
    expect(index).toContain('More [1][2].');
    expect(index).toContain('2. Spilling the beans. Doe J. May 2024');
    expect(index).toContain('What \\<helps\\>, "and" what not.');
    for (const [name, text] of Object.entries({ 'index.md': index, ...files })) {
      if (!name.endsWith('.md')) continue;
      for (const [, target] of text.matchAll(/\]\(([^)<#:]+\.md)\)/g)) expect(Object.keys(files)).toContain(target);
      const page = elementsOf(files[name.replace(/md$/, 'html')] ?? '<p>');
      if (name !== 'index.md') expect(page.some((element) => attribute(element, 'href') === name)).toBe(true);
    }
  });

  test('survives whatever an author writes', async () => {
    const nasty = `</script><!-- ]]> & <b> "' \u2028 \u{1F642} \u0645\u0631\u062d\u0628\u0627 \\\\ {{x}} \${y}`;
    const files = await built([], (text) =>
      text
        .replace('question: "How much?"', `question: ${JSON.stringify(`How much ${nasty}?`)}`)
        .replace('title: Coffee & tea', `title: ${JSON.stringify(nasty)}`)
        .replace('Doe J', JSON.stringify(nasty)),
    );
    expect(JSON.parse(files['faq.json'] ?? '').title).toBe(nasty);
    const html = files['signed.html'] ?? '';
    expect(linkedData(html)['@graph'][0].name).toBe(`How much ${nasty}?`);
    expect(elementsOf(html).filter(({ tagName }) => tagName === 'script')).toHaveLength(1);
    expect(files['feed.xml']).toContain('&lt;/script&gt;&lt;!-- ]]&gt; &amp; &lt;b&gt; &quot;&apos;');
    expect(files['feed.xml']).not.toMatch(/&(?!(?:amp|lt|gt|quot|apos);)|<(?![?/a-z])/);
  });

  test('has no feed without an address', async () => {
    const files = await built([], (text) => text.replace(/^url: .*\n/m, ''));
    expect(Object.keys(files)).not.toContain('feed.xml');
    expect(files['index.html']).not.toContain('atom+xml');
  });
});

describe('a published faq.json', () => {
  const verdicts = async (change: (text: string) => string, policy = '') => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'faq.yaml'), yaml(policy));
    await run(['review', 'sign', 'signed', 'changed', '--by', 'doe', '--on', '2026-11-10', '--yes'], folder);
    if (policy)
      await writeFile(join(folder, 'faq.yaml'), yaml(policy).replace('FoodData', 'MoodData').replace('Less', 'More'));
    await run(['build'], folder);
    const file = join(folder, 'dist/faq.json');
    await writeFile(file, change(await readFile(file, 'utf8')));
    const { stdout, exitCode, stderr } = await run(['review', 'verify', 'dist/faq.json', '--format', 'json'], folder);
    expect(stderr).toBe('');
    const { answers } = JSON.parse(stdout) as { answers: { id: string; verdict: string }[] };
    return { said: answers.map(({ id, verdict }) => `${id} ${verdict}`), exitCode };
  };

  test('is proven by the digests of the records', async () => {
    const approved = { said: ['signed approved', 'changed approved', 'unsigned unsigned'], exitCode: 0 };
    expect(await verdicts((text) => text)).toEqual(approved);
    const stand = 'policy: {unreviewed: last-approved}';
    expect(await verdicts((text) => text, stand)).toEqual({ ...approved, said: approved.said.slice(0, 2) });
  });

  test.each([
    ['a word', '95 mg', '96 mg'],
    ['a source', 'FoodData', 'MoodData'],
    ['a citation', '95 mg* [@usda]', '95 mg* [@fda]'],
    ['a name', '"name": "Jane Doe",\n            "role"', '"name": "John Roe",\n            "role"'],
  ])('with another %s is not', async (_, from, to) => {
    const { said, exitCode } = await verdicts((text) => {
      expect(text).toContain(from);
      return text.replace(from, to);
    });
    expect(said).toContain('signed differs');
    expect(exitCode).toBe(1);
  });

  test.each(['', '{', '[]', 'null', '{"format":1}', '{"format":2,"sections":[]}'])(
    'that is %j proves nothing',
    async (text) => {
      const folder = await temporaryFolder();
      await writeFile(join(folder, 'faq.json'), text);
      const { exitCode, stderr } = await run(['review', 'verify', 'faq.json'], folder);
      expect(exitCode).toBe(1);
      expect(stderr).toMatch(/^error\[no-answers\]/);
    },
  );

  test('with holes in it is read as far as it goes', async () => {
    const { said, exitCode } = await verdicts(
      () => '{"format":1,"sections":[{"questions":[{}, {"id":"signed"}]}],"sources":[null]}',
    );
    expect(said).toEqual([' unsigned', 'signed differs']);
    expect(exitCode).toBe(0);
  });
});
