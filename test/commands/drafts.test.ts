import { access, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { elementsOf } from '../prose/visibleText.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { run } from '../testHost.ts';

/** A preview: what a pull request would publish, and what nobody has approved yet. */

const faq = `title: Wells
language: en
url: https://wells.example/
policy: {review: require, citations: off}
reviewers: {lee: {name: Kim Lee, role: Chemist}}
questions:
  - id: depth
    question: How deep is the well?
    answer: 30 m.
    draft: true
  - id: iron
    question: Is there iron in it?
    answer: Less than 0.2 mg/l.
`;

describe('build --drafts', () => {
  const preview = async (text = faq) => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'faq.yaml'), text);
    return { folder, ...(await run(['build', '--drafts'], folder, { CI: 'true' })) };
  };

  it('builds where a review is required and missing: it is what gets reviewed', async () => {
    const { folder, exitCode, stderr } = await preview();
    expect(exitCode).toBe(0);
    expect(stderr).toContain('warning[unreviewed-answer]');
    expect((await run(['check'], folder)).stderr).toContain('error[unreviewed-answer]');
  });

  it('shows the draft, and says above every page that it is no publication', async () => {
    const { folder } = await preview();
    const pages = (await readdir(join(folder, 'dist'))).filter((name) => name.endsWith('.html'));
    expect(pages.sort()).toEqual(['404.html', 'depth.html', 'index.html', 'iron.html']);
    for (const name of pages) {
      const html = await readFile(join(folder, 'dist', name), 'utf8');
      const robots = elementsOf(html).filter(
        ({ tagName, attrs }) => tagName === 'meta' && attrs.some(({ value }) => value === 'noindex'),
      );
      expect(robots, name).toHaveLength(1);
      expect(html, name).toContain(
        '<p class="preview sheet">This is a preview for the authors. It is not published.</p>',
      );
    }
    expect(await readFile(join(folder, 'dist/depth.html'), 'utf8')).toContain('This is a draft. It is not published.');
    for (const name of ['depth.md', 'index.md']) {
      const markdown = await readFile(join(folder, 'dist', name), 'utf8');
      expect(markdown, name).toMatch(/^This is a preview for the authors\./m);
      expect(markdown, name).toContain('\n\n*This is a draft. It is not published.*\n\n30 m.\n');
    }
  });

  it('tells no news to subscribers and search engines, and programs that it is no publication', async () => {
    const { folder } = await preview(faq.replaceAll('    answer:', '    updated: 2026-01-01\n    answer:'));
    const names = await readdir(join(folder, 'dist'));
    for (const name of ['llms.txt', 'feed.xml', 'sitemap.xml', 'robots.txt']) expect(names).not.toContain(name);
    const html = await readFile(join(folder, 'dist/index.html'), 'utf8');
    expect(html).not.toMatch(/feed\.xml|llms\.txt/);
    const data = await readFile(join(folder, 'dist/faq.json'), 'utf8');
    expect(JSON.parse(data)).toMatchObject({ format: 1, preview: true });
    const verified = await run(['review', 'verify', 'dist'], folder);
    expect(verified).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('0 of 6 answers approved') });
  });

  it('is no publication: no id is kept, and a build after it takes all of it away', async () => {
    const { folder } = await preview();
    await expect(access(join(folder, 'ids.lock'))).rejects.toThrow();
    await writeFile(join(folder, 'faq.yaml'), faq.replace('require', 'warn'));
    expect((await run(['build'], folder)).exitCode).toBe(0);
    expect(await readdir(join(folder, 'dist'))).not.toContain('depth.html');
    expect(await readFile(join(folder, 'dist/index.html'), 'utf8')).not.toMatch(/preview for the authors|noindex/);
  });

  it('cannot be published in the same breath', async () => {
    const { folder } = await preview();
    const { exitCode, stderr } = await run(['build', '--drafts', '--publish'], folder);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('--drafts makes a preview, which --publish cannot publish');
  });

  it('does not build by a theme that leaves the mark out', async () => {
    const own = await temporaryFolder();
    await writeFile(join(own, 'faq.yaml'), `${faq}theme: {templates: theme}\n`);
    await mkdir(join(own, 'theme'));
    await writeFile(join(own, 'theme/preview.hbs'), '');
    const { exitCode, stderr } = await run(['build', '--drafts'], own);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('the mark that it is a preview');
  });
});
