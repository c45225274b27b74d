import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5';
import { describe, expect, it, test } from 'vitest';
import type { Compilation } from '../../src/compile.ts';
import { LiveSite } from '../../src/live/liveSite.ts';
import { foldId, idByDigest, idFrom, isId, isPageName, isSourceKey, oldIdFrom } from '../../src/schema/identifiers.ts';
import { compileText, complaintsOf, pageOf, saidOf } from '../prose/compileText.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { run } from '../testHost.ts';

describe('the id that a question makes', () => {
  it.each([
    ['如何预约？', '如何预约'],
    ['什么是 COVID-19？', '什么是-covid-19'],
    ['COVID-19 怎么传播？', 'covid-19-怎么传播'],
    ['ＣＯＶＩＤ－１９とは？', 'covid-19とは'],
    ['예약은 어떻게 하나요?', '예약은-어떻게-하나요'],
    ['कार्ड कैसे मिलेगा?', 'कार्ड-कैसे-मिलेगा'],
    ['ทำอย่างไร', 'ทำอย่างไร'],
    ['מה עושים?', 'מה-עושים'],
    ['এটা কি?', 'এটা-কি'],
    // What can be written in Latin letters has the address that it always had.
    ['Πώς κλείνω ραντεβού;', 'pos-kleino-rantevoy'],
    ['Что это?', 'chto-eto'],
    ['Où est-ce ?', 'ou-est-ce'],
    ['Tôi bị đau đầu?', 'toi-bi-dau-dau'],
    ['رقم الهاتف؟', 'rqm-alhatf'],
  ])('%s: %s', (question, id) => {
    expect(idFrom(question)).toBe(id);
    expect(isId(id)).toBe(true);
  });

  it('keeps no joiner or filler, which nobody sees', () => {
    expect(idFrom('क्\u200dया\u200b है?')).toBe('क्या-है');
    expect(isId('क्\u200dया')).toBe(false);
    expect(isId('\u3164')).toBe(false);
  });

  it('fits into the name of a file, however long the question is', () => {
    for (const letter of ['ク', 'ไ', '한', 'क ', '𠮷']) {
      const id = idFrom(letter.repeat(300)) ?? '';
      expect(isId(id)).toBe(true);
      expect(Buffer.byteLength(id)).toBeLessThanOrEqual(180);
      expect(id.length).toBeGreaterThan(40);
    }
  });

  it('is made of the whole text where that has no letter', () => {
    expect(idFrom('🤒💊？')).toBeNull();
    expect(idByDigest('🤒💊？')).toMatch(/^q-[0-9a-f]{8}$/);
    expect(idByDigest('🤒💊？')).not.toBe(idByDigest('🤒？'));
  });
});

test('an id has small letters, each in one way', () => {
  for (const id of ['café', 'straße', '如何-预约', 'я']) expect(isId(id), id).toBe(true);
  for (const id of ['cafe\u0301', 'Ä', 'a--b', '-a', 'a_b', 'a b', '́a', 'a\u202eb', 'x'.repeat(101), '']) {
    expect(isId(id), id).toBe(false);
  }
});

const letters = `title: 常见问题
url: https://faq.example/faq/
sections:
  - title: 预约
    formerly: [Visits.old]
    questions:
      - {question: 如何预约？, answer: "打电话，见[卡](#कार्ड-कैसे-मिलेगा)和[付费](#%EA%B0%80%EA%B2%A9은-얼마)。", formerly: [如何-约], updated: 2026-11-01}
      - {question: 가격은 얼마?, answer: 전화., related: [如何预约], formerly: [firstSession, "a%20b", "как-проходит", "faq:3?", "%D0%B3%D0%B4%D0%B5"]}
  - title: 其他
    questions:
      - {question: कार्ड कैसे मिलेगा?, answer: "[预约](#预约)", updated: 2026-11-02}
      - {question: ทำอย่างไร, answer: โทร}
      - {id: café, question: Καφές;, answer: Ναι.}
      - {question: رقم الهاتف؟, answer: نعم}
      - {question: 🤒💊？, answer: 药}
policy: {citations: off, index: INDEX}
`;

describe.each(['answers', 'sections'])('a site whose questions are in many scripts, policy.index: %s', (index) => {
  const site = compileText(letters.replace('INDEX', index));
  const paths = new Set(site.files.map(({ path }) => path));

  it('builds, and says only that one question has no name', () => {
    expect(complaintsOf(site).filter((said) => !said.startsWith('no-disclosure'))).toEqual(['no-id 15:20']);
  });

  it('leads from each link to its page and anchor', () => {
    const pages = site.files.filter(({ path }) => path.endsWith('.html'));
    const links = pages.flatMap(({ path, contents }) =>
      hrefsIn(String(contents)).map((href) => new URL(href, `https://faq.example/faq/${encodeURI(path)}`)),
    );
    const own = links.filter(({ href }) => href.startsWith('https://faq.example/'));
    expect(own.length).toBeGreaterThan(50);
    for (const { pathname, hash } of own) {
      const path = decodeURIComponent(pathname.slice('/faq/'.length)) || 'index.html';
      expect(paths, path).toContain(path);
      if (hash !== '') expect(anchorsIn(pageOf(site, path)), path).toContain(decodeURIComponent(hash.slice(1)));
    }
  });

  it('names its pages to programs in ASCII', () => {
    for (const name of ['sitemap.xml', 'feed.xml', 'llms.txt']) {
      const addresses = [...pageOf(site, name).matchAll(/https:\/\/faq\.example\/[^\s<")&]+/g)].map(
        ([address]) => address,
      );
      expect(addresses.length).toBeGreaterThan(4);
      for (const address of addresses) {
        expect(address).toMatch(/^[!-~]+$/);
        const path = decodeURIComponent(new URL(address).pathname.slice('/faq/'.length)) || 'index.html';
        expect(paths).toContain(path);
      }
    }
    expect(pageOf(site, '如何预约.html')).toContain(
      `rel="canonical" href="https://faq.example/faq/${encodeURI('如何预约.html')}"`,
    );
    for (const line of pageOf(site, '_redirects').trim().split('\n')) expect(line).toMatch(/^\/[!-~]+ \/[!-~]* 301$/);
  });

  it('keeps old anchors, and a page for those that can be one', () => {
    const front = anchorsIn(pageOf(site));
    for (const old of ['firstSession', 'a%20b', 'как-проходит', 'faq:3?', 'где', 'Visits.old', '如何-约'])
      expect(front).toContain(old);
    const stubs = ['firstSession.html', 'как-проходит.html', 'где.html', 'Visits.old.html', '如何-约.html'];
    for (const stub of stubs) expect(pageOf(site, stub)).toContain('http-equiv="refresh"');
    expect([...paths].filter((path) => /[%:?]/.test(path))).toEqual([]);
  });

  it('is served by the watching server under the addresses that browsers ask for', () => {
    const live = new LiveSite({ session: 'session', client: '', base: '/' });
    live.update(site.files, null);
    expect(live.answer(`/${encodeURI('如何预约.html')}`)).toMatchObject({ status: 200 });
    expect(String(live.answer(`/${encodeURI('如何预约.html')}?a`).body)).toContain(
      `data-faqgen-page="${encodeURI('如何预约.html')}"`,
    );
  });
});

describe('an old anchor', () => {
  it('is taken as it stands in an address or in a page', () => {
    expect(['firstSession', '%D0%B0', 'a%20b', '100%', 'a+b'].map(oldIdFrom)).toEqual([
      'firstSession',
      'а',
      'a%20b',
      '100%',
      'a+b',
    ]);
  });

  it('is taken out of its address', () => {
    expect(['#old', 'old.html', 'page.html#old', 'faq/page.html#%D0%B0', '#a%20b'].map(oldIdFrom)).toEqual([
      'old',
      'old',
      'old',
      'а',
      'a%20b',
    ]);
    const site = compileText(
      'title: T\nquestions:\n  - {id: pay, question: A?, answer: B., formerly: [cost.html, "#fee"]}\n',
    );
    expect(site.files.map(({ path }) => path)).toEqual(expect.arrayContaining(['cost.html', 'fee.html']));
  });

  it.each([
    '..',
    '../x',
    'a/b',
    'a\\b',
    'CON',
    'nul.txt',
    'Index',
    '404',
    'a:b',
    '_headers',
    '.htaccess',
    '-x',
    'a?b',
    'a%2Fb',
    'x'.repeat(101),
  ])('makes no page where its name could not be one: %s', (old) => {
    expect(isPageName(old)).toBe(false);
  });

  it('never takes the page of an id that some systems hold for the same', () => {
    const site = compileText(
      'title: T\nquestions:\n  - {id: pay, question: A?, answer: B., formerly: [Pay, PAY_2, pay_2]}\n  - {id: cost, question: A?, answer: B., formerly: [Cost]}\n',
    );
    expect(complaintsOf(site)).toEqual([]);
    const pages = site.files.map(({ path }) => path).filter((path) => path.endsWith('.html'));
    expect(new Set(pages.map(foldId)).size).toBe(pages.length);
    for (const old of ['Pay', 'PAY_2', 'pay_2', 'Cost']) expect(anchorsIn(pageOf(site))).toContain(old);
  });

  it.each([
    ['[[a b]]', 'wrong-type'],
    ['["first session"]', 'invalid-id'],
    ['[""]', 'invalid-id'],
    ['[_answers]', 'reserved-id'],
    ['[_source-kryst]', 'reserved-id'],
    ['[pay]', 'duplicate-id'],
    ['[x, x]', 'duplicate-id'],
  ])('is refused where it can be none: %s', (typed, code) => {
    const site = compileText(`title: T\nquestions:\n  - {id: pay, question: A?, answer: B., formerly: ${typed}}\n`);
    expect(complaintsOf(site).map((said) => said.replace(/ .*/, ''))).toEqual([code]);
  });
});

it('says that two ids would be one file on some systems', () => {
  const site = compileText(
    'title: T\nquestions:\n  - {id: strasse, question: A?, answer: B.}\n  - {id: straße, question: A?, answer: B.}\n',
  );
  expect(complaintsOf(site)).toEqual(['duplicate-id 4:10']);
});

it('says of a related question that is none what is meant', () => {
  const site = compileText(
    'title: T\nquestions:\n  - {id: pay, question: A?, answer: B., related: [Other_One]}\n  - {id: other-one, question: A?, answer: B.}\n',
  );
  expect(complaintsOf(site)).toEqual(['unknown-question 3:51']);
  expect(site.diagnostics.find(({ code }) => code === 'unknown-question')?.help).toContain('other-one');
});

describe('the key of a source', () => {
  it.each(['Smith2020', 'smith_2020a', 'DBLP:journals/corr/abs-1234', 'müller2020', '_x', 'a.b', '中文2020'])(
    'may be %s',
    (key) => {
      expect(isSourceKey(key)).toBe(true);
      const site = compileText(
        `title: T\nquestions:\n  - {id: a, question: A?, answer: "B [@${key}]."}\nsources:\n  ${key}: {title: Work}\n`,
      );
      expect(complaintsOf(site)).toEqual([]);
      const anchors = anchorsIn(pageOf(site));
      const [, href] = /class="prose">.*?<a href="#([^"]*)"/s.exec(pageOf(site)) ?? [];
      expect(href).toBe(`_source-${key}`);
      expect(anchors).toContain(href);
    },
  );

  it('is another one in other capitals', () => {
    const site = compileText(
      'title: T\nquestions:\n  - {id: a, question: A?, answer: "B [@Smith] [@smith]."}\nsources:\n  Smith: {title: Work}\n  smith: {title: Other}\n',
    );
    expect(complaintsOf(site)).toEqual([]);
  });

  it.each(['a--b', 'a b', 'a.', 'a]b', '"@a"'])('cannot be %s', (key) => {
    const site = compileText(
      `title: T\nquestions:\n  - {id: a, question: A?, answer: B.}\nsources:\n  ${key}: {title: Work}\n`,
    );
    expect(saidOf(site)).toContain('invalid-id 5:3');
  });
});

describe('a date', () => {
  const dated = (typed: string): Compilation =>
    compileText(
      `title: T\nquestions:\n  - id: a\n    question: A?\n    answer: "B [@s]."\n    updated: ${typed}\nsources:\n  s: {title: Work, date: ${typed}}\n`,
    );

  it.each([
    '2026-01-05',
    '2026-1-5',
    '2026-01-05T10:00:00Z',
    '2026-01-05 10:00',
    '2026-1-05 9:30:00.5 +01:00',
    '2026-01-05T23:59-05:00',
    '"2026-01-05T10:00:00+0100"',
  ])('is the day of %s', (typed) => {
    const site = dated(typed);
    expect(complaintsOf(site)).toEqual([]);
    expect(pageOf(site).match(/datetime="[^"]*"/g)).toEqual([
      'datetime="2026-01-05"',
      'datetime="2026-01-05"',
      'datetime="2026-01-05"',
    ]);
  });

  it('of a source may be a month without its zero', () => {
    const site = compileText(
      'title: T\nquestions:\n  - {id: a, question: A?, answer: "B [@s]."}\nsources:\n  s: {title: Work, date: 2026-3}\n',
    );
    expect(complaintsOf(site)).toEqual([]);
    expect(pageOf(site)).toContain('datetime="2026-03"');
  });

  it.each([
    ['05.01.2026', 'write `2026-01-05`: the year, the month, the day'],
    ['1/5/2026', 'write `2026-05-01` or `2026-01-05`: the year, the month, the day'],
    ['25/12/2025', 'write `2025-12-25`: the year, the month, the day'],
    ['2026/1/5', 'write `2026-01-05`: the year, the month, the day'],
    ['20260105', 'write `2026-01-05`: the year, the month, the day'],
    ['2026-02-30', 'there is no such day in the calendar'],
    ['2026-01-05T25:00', 'write `2026-01-05`: the year, the month, the day'],
    ['5 January 2026', 'write `2026-01-05`: the year, the month, the day'],
    ['26-01-05', 'write the year, the month and the day, as in 2026-03-31'],
  ])('is not %s', (typed, help) => {
    const said = dated(typed).diagnostics.filter(({ code }) => code === 'invalid-date');
    // Of a source a year is enough.
    const ofSource = help.replace(
      /^write the year, .*-31$/,
      'write a year, a month or a day, as in 2026, 2026-03 or 2026-03-31',
    );
    expect(said.map((one) => one.help)).toEqual([help, ofSource]);
  });
});

test('an answer whose id is in other letters is signed, and proven where it was published', async () => {
  const folder = await temporaryFolder();
  await writeFile(
    join(folder, 'faq.yaml'),
    'title: T\nquestions:\n  - {question: 如何预约？, answer: "打电话 [卡](#卡) [@Smith_2020]。"}\n  - {id: 卡, question: 卡？, answer: "卡 [@Smith_2020]。"}\nsources:\n  Smith_2020: {title: W}\nreviewers:\n  doe: {name: Jane Doe}\n',
  );
  for (const id of ['如何预约', '卡'])
    expect((await run(['review', 'sign', id, '--by', 'doe', '--yes'], folder)).exitCode).toBe(0);
  expect((await readdir(join(folder, 'reviews'))).sort()).toEqual(['卡.yaml', '如何预约.yaml'].sort());
  const built = await run(['build'], folder);
  expect(built.exitCode, built.stderr).toBe(0);
  const verified = await run(['review', 'verify', 'dist'], folder);
  expect(verified.stdout).toContain('6 of 6 answers approved');
  expect(verified.exitCode).toBe(0);
});

function elementsOf(html: string): Tree.Element[] {
  const visit = (node: Tree.ChildNode | Tree.Document): Tree.Element[] => [
    ...('tagName' in node ? [node] : []),
    ...('childNodes' in node ? node.childNodes.flatMap(visit) : []),
  ];
  return visit(parse(html));
}

function valuesOf(html: string, name: string): string[] {
  return elementsOf(html).flatMap(({ attrs }) => attrs.filter((one) => one.name === name).map(({ value }) => value));
}

function hrefsIn(html: string): string[] {
  return valuesOf(html, 'href').filter((href) => !href.startsWith('data:'));
}

function anchorsIn(html: string): string[] {
  return valuesOf(html, 'id');
}
