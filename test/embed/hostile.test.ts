import { parse } from 'parse5';
import { expect, test } from 'vitest';
import { compile } from '../../src/compile.ts';
import { Memory } from '../../src/memory.ts';
import { projectOf } from '../prose/compileText.ts';
import { everywhere } from '../prose/everywhere.ts';
import { injections } from '../prose/injections.ts';
import { naughtyTexts } from '../prose/naughtyTexts.ts';
import { answerOn, attribute, elementsOf, visibleText } from '../prose/visibleText.ts';

/** Every payload in every place of a FAQ, and from there to pages of other sites. */

const memory = new Memory();
const made = (yaml: string): ReadonlyMap<string, string> =>
  new Map(
    compile(projectOf(yaml, {}), { asOf: '2026-11-23', url: null, preview: false }, memory).files.map(
      ({ path, contents }) => [path, String(contents)],
    ),
  );

test('a fragment says and holds what its front page does, whatever that is', () => {
  const faults: string[] = [];
  let judged = 0;
  for (const payload of new Set([...naughtyTexts, ...injections])) {
    const note = (fault: string): unknown => faults.push(`${JSON.stringify(payload)}: ${fault}`);
    // What no Markdown may hold is refused, and may be words.
    const yamls = [payload, 'words'].map(
      (prose) => `${everywhere(payload, prose)}outputs: {markdown: false, shareImages: none`,
    );
    const yaml = yamls.find((one) => made(`${one}}\n`).size > 0);
    if (yaml === undefined) continue;
    const files = made(`${yaml}, fragment: true}\n`);
    const [front, fragment] = [files.get('index.html'), files.get('embed/fragment.html')];
    if (front === undefined || fragment === undefined) note('it does not build');
    else {
      judged++;
      const page = `<!doctype html><html lang="en"><title>t</title><body><main>${fragment}</main></body></html>`;
      parse(page, { onParseError: ({ code }) => note(code) });
      for (const id of ['question', 'other']) {
        const [here, there] = [answerOn(front, id), answerOn(page, `faq-${id}`)].map((one) => visibleText(one));
        if (here !== there) note(`${here} became ${there}`);
      }
      for (const element of elementsOf(page)) {
        if (/^(?:script|style|link|meta|base|iframe|object|form)$/.test(element.tagName)) note(`<${element.tagName}>`);
        for (const { name, value } of element.attrs) {
          if (name.startsWith('on') || name === 'style') note(`${name}=`);
          if (name === 'href' && !/^(?:https:|mailto:|tel:|sms:|#faq-)/.test(value)) note(`a link to ${value}`);
          if (name === 'id' && !value.startsWith('faq-')) note(`the id ${value}`);
        }
        const label = attribute(element, 'aria-labelledby');
        if (label && !page.includes(`id="${label}"`)) note(`no ${label}`);
      }
    }
  }
  expect(faults).toEqual([]);
  expect(judged).toBeGreaterThan(180);
});
