import { describe, expect, it } from 'vitest';
import { compileText, pageOf } from '../prose/compileText.ts';
import { faqOf, files, publishable } from '../prose/constructs.ts';
import { indexedField, showing, shownBy, typedFrom, unseenIn } from '../prose/searchField.ts';

/** The index of a large site finds what the pages show, and nothing else: its own script and files, on the corpus. */

describe.each(['en', 'de'])('an index made in %s', (language) => {
  const { yaml, ids } = faqOf(
    publishable.map(({ typed }) => typed),
    `language: ${language}\npolicy: {citations: off, index: sections}`,
  );
  const compilation = compileText(yaml, files);
  const [, index = ''] = /data-index="([^"]*)"/.exec(pageOf(compilation)) ?? [];
  const find = indexedField((path) => pageOf(compilation, path), index, language);
  const all = ids.map((id) => shownBy(compilation, id));

  it('finds each word that the pages show, in the questions that show it', async () => {
    const shown = showing(all, true);
    for (const word of typedFrom(all)) {
      const expected = shown(word);
      const { count, ids } = await find(word);
      expect({ word, count }).toEqual({ word, count: expected.length });
      if (count <= 10) expect({ word, ids: ids.sort() }).toEqual({ word, ids: expected.sort() });
    }
  });

  it('finds nothing that no page shows', async () => {
    for (const word of unseenIn(all, true, language))
      expect({ word, ...(await find(word)) }).toEqual({ word, count: 0, ids: [] });
  });
});
