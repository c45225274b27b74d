import { describe, expect, it, test } from 'vitest';
import type { Found } from '../../src/import/found.ts';
import { recogniseHtml } from '../../src/recognise/recogniseHtml.ts';
import { expectLinear } from '../growth.ts';

const find = (html: string): Found => recogniseHtml({ bytes: new TextEncoder().encode(html) });

/** One of them has no question mark, and is one all the same. */
const qa: readonly (readonly [string, string])[] = [
  ['When does the ferry leave?', 'At 8:15 and 17:40, on Sundays at 9:00 only.'],
  ['Can I bring my dog?', 'Yes, on a lead. It travels free.'],
  ['Refunds', 'Within 14 days, less £3. Write to us with the number of the ticket.'],
  ['Is there a café on board?', 'A small one, open all year; it sells soup, tea and cakes.'],
  ['What if I am late?', 'You may take the next one.'],
];
const each = (write: (question: string, answer: string, index: number) => string): string =>
  qa.map(([question, answer], index) => write(question, answer, index)).join('\n');

/** Ways to write questions and answers, by what they are made of. */
const shapes: Readonly<Record<string, string>> = {
  'classed siblings': `<div class="faq">${each((q, a) => `<div class="q">${q}</div><div class="a"><p>${a}</p></div>`)}</div>`,
  'li a p': `<ul class="list">${each((q, a) => `<li><a class="t" href="javascript:void(0)">${q}</a><p>${a}</p></li>`)}</ul>`,
  'li a# p': `<ul class="list">${each((q, a) => `<li><a href="#">${q}</a><p>${a}</p></li>`)}</ul>`,
  'h2 direct': each((q, a) => `<h2>${q}</h2><p>${a}</p><p>More of it.</p>`),
  'h3 in sections': each((q, a) => `<section><h3>${q}</h3><p>${a}</p></section>`),
  'table rows': `<table>${each((q, a) => `<tr><td>${q}</td><td>${a}</td></tr>`)}</table>`,
  'table th': `<table><tr><th>Question</th><th>Answer</th></tr>${each((q, a) => `<tr><td>${q}</td><td>${a}</td></tr>`)}</table>`,
  'table stacked': `<table>${each((q, a) => `<tr><td class="question">${q}</td></tr><tr><td class="answer">${a}</td></tr>`)}</table>`,
  'p>b p': each((q, a) => `<p><b>${q}</b></p><p>${a}</p>`),
  'p>b br': each((q, a) => `<p><b>${q}</b><br>${a}</p>`),
  'p>span.bold style': each((q, a) => `<p><span style="font-weight:bold">${q}</span></p><p>${a}</p>`),
  'h4 ul': each((q, a) => `<h4>${q}</h4><ul><li>${a}</li><li>x</li></ul>`),
  'article header': each((q, a) => `<article><header><h3>${q}</h3></header><div>${a}</div></article>`),
  'w3 accordion': each((q, a) => `<button class="accordion">${q}</button><div class="panel"><p>${a}</p></div>`),
  'w3 active': each(
    (q, a, i) =>
      `<button class="accordion${i === 1 ? ' active' : ''}">${q}</button><div class="panel" style="${i === 1 ? 'display:block' : 'display:none'}"><p>${a}</p></div>`,
  ),
  'dl div': `<dl>${each((q, a) => `<div><dt>${q}</dt><dd>${a}</dd></div>`)}</dl>`,
  dl: `<dl>${each((q, a) => `<dt>${q}</dt><dd>${a}</dd>`)}</dl>`,
  'row col': each((q, a) => `<div class="row"><div class="col-md-4">${q}</div><div class="col-md-8">${a}</div></div>`),
  'ol li strong text': `<ol>${each((q, a) => `<li><strong>${q}</strong> ${a}</li>`)}</ol>`,
  'ol li strong br': `<ol>${each((q, a) => `<li><strong>${q}</strong><br>${a}</li>`)}</ol>`,
  'plain p alternate': each((q, a) => `<p>${q}</p><p>${a}</p>`),
  'Q: A: p': each((q, a) => `<p>Q: ${q}</p><p>A: ${a}</p>`),
  'Q: A: br': each((q, a) => `<p>Q: ${q}<br>A: ${a}</p>`),
  'Q: A: bold marks': each((q, a) => `<p><b>Q:</b> ${q}</p><p><b>A:</b> ${a}</p>`),
  'Q A spans': each(
    (q, a) => `<div class="item"><div><span>Q</span><h3>${q}</h3></div><div><span>A</span><p>${a}</p></div></div>`,
  ),
  'css modules': each(
    (q, a, i) =>
      `<div class="Faq_item__x1Y2z${i ? '' : ' Faq_open__q9'}"><button class="Faq_q__a1B2c">${q}<svg></svg></button><div class="Faq_a__Z9y8x"><div>${a}</div></div></div>`,
  ),
  tailwind: each(
    (q, a, _i) =>
      `<div class="border-b py-4"><button class="flex w-full justify-between"><span class="text-lg font-medium">${q}</span><span class="ml-6 h-7"><svg></svg></span></button><div class="mt-2 pr-12"><p class="text-base">${a}</p></div></div>`,
  ),
  'faq-item nested': each(
    (q, a, i) =>
      `<div class="faq-item${i ? '' : ' active'}"><div class="faq-question"><h3>${q}</h3><span class="faq-toggle">+</span></div><div class="faq-answer"><div class="inner"><p>${a}</p></div></div></div>`,
  ),
  'divs classless': `<div>${each((q, a) => `<div><div>${q}</div><div>${a}</div></div>`)}</div>`,
  'divs flat classless': `<div>${each((q, a) => `<div>${q}</div><div>${a}</div>`)}</div>`,
  'font br': `<td>${each((q, a) => `<font color=red><b>${q}</b></font><br>${a}<br><br>`)}</td>`,
  'one div br b': `<div>${each((q, a) => `<b>${q}</b><br>${a}<br><br>`)}</div>`,
  'anchors before': each(
    (q, a, i) => `<a name="q${i}"></a><h3>${q}</h3><p>${a}</p><p><a href="#top">Back to top</a></p>`,
  ),
  'toc + h3':
    `<ul>${each((q, _a, i) => `<li><a href="#q${i}">${q}</a></li>`)}</ul>` +
    each((q, a, i) => `<h3 id="q${i}">${q}</h3><p>${a}</p>`),
  'toc + p':
    `<ol>${each((q, _a, i) => `<li><a href="#q${i}">${q}</a></li>`)}</ol>` +
    each((q, a, i) => `<p><a name="q${i}"><strong>${q}</strong></a></p><p>${a}</p>`),
  'two columns': `<div class="col">${each((q, a, i) => (i < 3 ? `<h4>${q}</h4><p>${a}</p>` : ''))}</div><div class="col">${each((q, a, i) => (i < 3 ? '' : `<h4>${q}</h4><p>${a}</p>`))}</div>`,
  uikit: `<ul uk-accordion>${each((q, a) => `<li><a class="uk-accordion-title" href="#">${q}</a><div class="uk-accordion-content"><p>${a}</p></div></li>`)}</ul>`,
  foundation: `<ul class="accordion" data-accordion>${each((q, a, i) => `<li class="accordion-item" data-accordion-item><a href="#" class="accordion-title" aria-controls="p${i}" aria-expanded="false">${q}</a><div class="accordion-content" data-tab-content id="p${i}" aria-hidden="true" style="display:none">${a}</div></li>`)}</ul>`,
  'jquery ui': `<div id="accordion" class="ui-accordion">${each((q, a, i) => `<h3 class="ui-accordion-header" role="tab" aria-controls="ui-${i}" aria-selected="false"><span class="ui-icon"></span>${q}</h3><div id="ui-${i}" role="tabpanel" aria-hidden="true" style="display:none;">${a}</div>`)}</div>`,
  webflow: each(
    (q, a, i) =>
      `<div class="faq-list w-dropdown"><div class="w-dropdown-toggle" aria-controls="w-${i}" role="button"><div class="icon"></div><div>${q}</div></div><nav class="w-dropdown-list" id="w-${i}"><p>${a}</p></nav></div>`,
  ),
  'webflow without roles': each(
    (q, a) =>
      `<div class="item w-dropdown"><div class="w-dropdown-toggle"><div class="w-icon"></div><div>${q}</div></div><nav class="w-dropdown-list"><div><p>${a}</p></div></nav></div>`,
  ),
  'gov.uk accordion after its script': `<div class="govuk-accordion">${each((q, a, i) => `<div class="govuk-accordion__section"><div class="govuk-accordion__section-header"><h2 class="govuk-accordion__section-heading"><button type="button" aria-controls="c${i}" class="govuk-accordion__section-button" aria-expanded="false"><span><span>${q}</span></span><span class="govuk-visually-hidden">, </span><span data-nosnippet><span>Show<span class="govuk-visually-hidden"> this section</span></span></span></button></h2></div><div id="c${i}" class="govuk-accordion__section-content" hidden="until-found"><p>${a}</p></div></div>`)}</div>`,
  'icons of a font': `<ul class="collapsible">${each((q, a) => `<li><div class="collapsible-header"><i class="material-icons">filter_drama</i>${q}</div><div class="collapsible-body"><span>${a}</span></div></li>`)}</ul>`,
  'hint in a second button': each(
    (q, a, i) =>
      `<div class="fl-item"><div class="fl-head" role="button" aria-controls="f${i}"><a href="#">${q}</a><a href="#"><i><span class="sr-only">Expand</span></i></a></div><div class="fl-body" id="f${i}" aria-hidden="true"><p>${a}</p></div></div>`,
  ),
  'wix-like spans': each(
    (q, a, _i) =>
      `<div data-hook="item"><div data-hook="question"><span><span>${q}</span></span></div><div data-hook="answer" aria-hidden="true" style="height:0"><p><span>${a}</span></p></div></div>`,
  ),
  'input checkbox daisy': each(
    (q, a, _i) =>
      `<div class="collapse"><input type="radio" name="x"><div class="collapse-title">${q}</div><div class="collapse-content"><p>${a}</p></div></div>`,
  ),
  'gov.uk accordion': `<div class="govuk-accordion" data-module="govuk-accordion">${each((q, a, i) => `<div class="govuk-accordion__section"><div class="govuk-accordion__section-header"><h2 class="govuk-accordion__section-heading"><span class="govuk-accordion__section-button" id="h${i}">${q}</span></h2></div><div id="c${i}" class="govuk-accordion__section-content"><p class="govuk-body">${a}</p></div></div>`)}</div>`,
  'fusion/avada': each(
    (q, a, i) =>
      `<div class="fusion-panel panel-default"><div class="panel-heading"><h4 class="panel-title toggle"><a aria-expanded="false" aria-controls="x${i}" role="button" data-toggle="collapse" data-target="#x${i}" href="#x${i}"><span class="fusion-toggle-icon-wrapper"><i></i></span><span class="fusion-toggle-heading">${q}</span></a></h4></div><div id="x${i}" class="panel-collapse collapse"><div class="panel-body toggle-content">${a}</div></div></div>`,
  ),
  bootstrap3: `<div class="panel-group">${each((q, a, i) => `<div class="panel panel-default"><div class="panel-heading"><h4 class="panel-title"><a data-toggle="collapse" href="#b${i}">${q}</a></h4></div><div id="b${i}" class="panel-collapse collapse"><div class="panel-body">${a}</div></div></div>`)}</div>`,
  uswds: `<div class="usa-accordion usa-accordion--bordered">${each((q, a, i) => `<h4 class="usa-accordion__heading"><button type="button" class="usa-accordion__button" aria-expanded="false" aria-controls="u${i}">${q}</button></h4><div id="u${i}" class="usa-accordion__content usa-prose" hidden><p>${a}</p></div>`)}</div>`,
  'nhs expander': each(
    (q, a) =>
      `<details class="nhsuk-details nhsuk-expander"><summary class="nhsuk-details__summary"><span class="nhsuk-details__summary-text">${q}</span></summary><div class="nhsuk-details__text"><p>${a}</p></div></details>`,
  ),
  'drupal views': `<div class="view-content">${each((q, a, i) => `<div class="views-row views-row-${i + 1} ${i % 2 ? 'views-row-even' : 'views-row-odd'}"><div class="views-field views-field-title"><span class="field-content">${q}</span></div><div class="views-field views-field-body"><div class="field-content"><p>${a}</p></div></div></div>`)}</div>`,
  'drupal paragraphs': each(
    (q, a) =>
      `<div class="paragraph paragraph--type--faq-item"><div class="field field--name-field-question field--type-string">${q}</div><div class="clearfix text-formatted field field--name-field-answer"><p>${a}</p></div></div>`,
  ),
  mediawiki: `<div id="mw-content-text">${each((q, a, i) => `<h3><span class="mw-headline" id="Q${i}">${q}</span><span class="mw-editsection"><span class="mw-editsection-bracket">[</span><a href="/index.php?action=edit&amp;section=${i}">edit</a><span class="mw-editsection-bracket">]</span></span></h3><p>${a}</p>`)}</div>`,
  'mediawiki 1.41': each(
    (q, a, i) =>
      `<div class="mw-heading mw-heading3"><h3 id="q_${i}">${q}</h3><span class="mw-editsection">[<a href="/edit">edit source</a>]</span></div><p>${a}</p>`,
  ),
  'docusaurus details': each(
    (q, a) =>
      `<details class="details_lb9f alert alert--info details_b_Ee" data-collapsed="true"><summary>${q}</summary><div><div class="collapsibleContent_i85q"><p>${a}</p></div></div></details>`,
  ),
  'mkdocs details': each((q, a) => `<details class="question"><summary>${q}</summary><p>${a}</p></details>`),
  amp: `<amp-accordion>${each((q, a) => `<section><h4>${q}</h4><div><p>${a}</p></div></section>`)}</amp-accordion>`,
  'material ui': each(
    (q, a, i) =>
      `<div class="MuiPaper-root MuiAccordion-root css-${i}abc12"><div class="MuiButtonBase-root MuiAccordionSummary-root" tabindex="0" role="button" aria-expanded="false" aria-controls="m${i}"><div class="MuiAccordionSummary-content"><p class="MuiTypography-root">${q}</p></div><div class="MuiAccordionSummary-expandIconWrapper"><svg><path></path></svg></div></div><div class="MuiCollapse-root" style="min-height:0px"><div role="region" id="m${i}"><div class="MuiAccordionDetails-root"><p>${a}</p></div></div></div></div>`,
  ),
  chakra: `<div class="chakra-accordion">${each((q, a, i) => `<div class="chakra-accordion__item css-0"><h2><button type="button" aria-expanded="false" aria-controls="accordion-panel-${i}" class="chakra-accordion__button"><div class="css-xjz">${q}</div><svg class="chakra-icon"></svg></button></h2><div class="chakra-collapse" style="overflow:hidden;display:none;opacity:0;height:0px"><div role="region" id="accordion-panel-${i}" class="chakra-accordion__panel">${a}</div></div></div>`)}</div>`,
  'radix shadcn': each(
    (q, a, i) =>
      `<div data-state="closed" data-orientation="vertical" class="border-b"><h3 data-orientation="vertical" data-state="closed" class="flex"><button type="button" aria-controls="radix-:r${i}:" aria-expanded="false" data-radix-collection-item="">${q}<svg></svg></button></h3><div data-state="closed" id="radix-:r${i}:" role="region"><div class="pb-4 pt-0">${a}</div></div></div>`,
  ),
  'ant design': `<div class="ant-collapse">${each((q, a) => `<div class="ant-collapse-item"><div class="ant-collapse-header" aria-expanded="false" role="button"><div class="ant-collapse-expand-icon"><span role="img" aria-label="right"><svg></svg></span></div><span class="ant-collapse-header-text">${q}</span></div><div class="ant-collapse-content ant-collapse-content-inactive ant-collapse-content-hidden"><div class="ant-collapse-content-box"><p>${a}</p></div></div></div>`)}</div>`,
  vuetify: `<div class="v-expansion-panels">${each((q, a) => `<div class="v-expansion-panel"><button class="v-expansion-panel-title" type="button" aria-expanded="false">${q}<span class="v-expansion-panel-title__icon"><i class="mdi-chevron-down mdi v-icon" aria-hidden="true"></i></span></button><div class="v-expansion-panel-text" style="display:none"><div class="v-expansion-panel-text__wrapper">${a}</div></div></div>`)}</div>`,
  'semantic ui': `<div class="ui styled accordion">${each((q, a) => `<div class="title"><i class="dropdown icon"></i>${q}</div><div class="content"><p class="transition hidden">${a}</p></div>`)}</div>`,
  'shoelace attribute': each((q, a) => `<sl-details summary="${q}">${a}</sl-details>`),
  'own element with attributes': `<faq-list>${each((q, a) => `<faq-item question="${q}" answer="${a}"></faq-item>`)}</faq-list>`,
  'own element with slots': `<faq-list>${each((q, a) => `<faq-item><span slot="question">${q}</span><div slot="answer"><p>${a}</p></div></faq-item>`)}</faq-list>`,
  alpine: each(
    (q, a) =>
      `<div x-data="{open:false}" class="py-4"><button @click="open=!open" class="w-full"><span>${q}</span><span x-text="open ? '−' : '+'">+</span></button><div x-show="open" x-cloak style="display:none"><p>${a}</p></div></div>`,
  ),
  'word html': each(
    (q, a) =>
      `<p class=MsoNormal><b><span lang=EN-GB style='font-size:12.0pt'>${q}<o:p></o:p></span></b></p><p class=MsoNormal><span lang=EN-GB>${a}<o:p></o:p></span></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>`,
  ),
  'google docs': each(
    (q, a) =>
      `<p class="c3"><span class="c1 c5">${q}</span></p><p class="c3"><span class="c1">${a}</span></p><p class="c3 c8"><span class="c1"></span></p>`,
  ),
  'confluence expand': each(
    (q, a, i) =>
      `<div id="expander-${i}" class="expand-container"><div id="expander-control-${i}" class="expand-control"><span class="expand-control-icon"><img src="grey_arrow_down.png"></span><span class="expand-control-text">${q}</span></div><div id="expander-content-${i}" class="expand-content expand-hidden"><p>${a}</p></div></div>`,
  ),
  'notion export': each(
    (q, a, i) =>
      `<ul id="${i}f-a" class="toggle"><li><details open=""><summary>${q}</summary><p id="x${i}">${a}</p></details></li></ul>`,
  ),
  'ultimate faq': each(
    (q, a, i) =>
      `<div class="ewd-ufaq-faq-div ewd-ufaq-faq-column-count-one" id="ewd-ufaq-post-${i}"><div class="ewd-ufaq-faq-title ewd-ufaq-faq-toggle"><a class="ewd-ufaq-post-margin" href="#"><div class="ewd-ufaq-post-margin-symbol"><span>A</span></div><div class="ewd-ufaq-faq-title-text"><h4>${q}</h4></div><div class="ewd-ufaq-clear"></div></a></div><div class="ewd-ufaq-faq-body ewd-ufaq-hidden"><div class="ewd-ufaq-post-margin ewd-ufaq-faq-post"><p>${a}</p></div></div></div>`,
  ),
  'easy accordion': each(
    (q, a, i) =>
      `<div class="ea-card sp-ea-single"><h3 class="ea-header"><a class="collapsed" data-sptoggle="spcollapse" data-sptarget="#c${i}" aria-controls="c${i}" href="#" aria-expanded="false"><i class="ea-expand-icon eap-icon-ea-expand-plus"></i> ${q}</a></h3><div class="sp-collapse spcollapse" id="c${i}"><div class="ea-body"><p>${a}</p></div></div></div>`,
  ),
  kadence: each(
    (q, a, i) =>
      `<div class="wp-block-kadence-pane kt-accordion-pane kt-pane${i}"><h3 class="kt-accordion-header-wrap"><button class="kt-blocks-accordion-header"><span class="kt-blocks-accordion-title-wrap"><span class="kt-blocks-accordion-title">${q}</span></span><span class="kt-blocks-accordion-icon-trigger"></span></button></h3><div class="kt-accordion-panel kt-accordion-panel-hidden"><div class="kt-accordion-panel-inner"><p>${a}</p></div></div></div>`,
  ),
  spectra: each(
    (q, a) =>
      `<div class="wp-block-uagb-faq-child uagb-faq-item" role="tab" tabindex="0"><div class="uagb-faq-questions-button uagb-faq-questions"><span class="uagb-icon uagb-faq-icon-wrap"><svg></svg></span><span class="uagb-question">${q}</span></div><div class="uagb-faq-content"><span><p>${a}</p></span></div></div>`,
  ),
  bricks: each(
    (q, a) =>
      `<div class="accordion-item"><div class="accordion-title-wrapper"><h3 class="title">${q}</h3><i class="icon ion-ios-arrow-forward"></i></div><div class="accordion-content-wrapper"><p>${a}</p></div></div>`,
  ),
  'table question above answer': `<table>${each((q, a, i) => `<tr><td>${i + 1}</td><td><b>${q}</b></td></tr><tr><td></td><td>${a}</td></tr>`)}</table>`,
  'list of bold and paragraph': `<ol>${each((q, a) => `<li><p><strong>${q}</strong></p><p>${a}</p></li>`)}</ol>`,
  typo3: each(
    (q, a, i) =>
      `<div id="c${i}9" class="frame frame-default frame-type-accordion_item frame-layout-0"><header><h3>${q}</h3></header><div class="ce-bodytext"><p>${a}</p></div></div>`,
  ),
  'italic answers': each((q, a) => `<p>${q}</p><p><em>${a}</em></p>`),
  'asciidoctor qanda': `<div class="qlist qanda"><ol>${each((q, a) => `<li><p><em>${q}</em></p><p>${a}</p></li>`)}</ol></div>`,
  'sphinx dl': `<dl class="simple">${each((q, a) => `<dt>${q}</dt><dd><p>${a}</p></dd>`)}</dl>`,
  'hyphen spans': each((q, a) => `<p><span style="color:#036"><strong>Q. ${q}</strong></span></p><p>A. ${a}</p>`),
};

const page = (title: string, body: string): string =>
  `<!doctype html><html lang=en><head><title>${title} | Ferry</title></head><body>
  <header><nav><a href="/">Home</a><a href="/x">Why us?</a></nav></header>
  <main><h1>${title}</h1><p>Welcome to the ferry of Kestrel Sound.</p>${body}
  <h2>Still have questions?</h2><p>Call 01632 960 118.</p></main>
  <footer><p>Ferry Ltd. <a href="/f">Feedback?</a></p></footer></body></html>`;

const folded = (text: string): string => text.replaceAll(/[^\p{L}\p{N}]/gu, '');

describe.each(['FAQ', 'Tickets'])('on a page with the title %s', (title) => {
  it.each(Object.entries(shapes))('%s', (_name, body) => {
    const { items, contact } = find(page(title, body));
    expect(items.map(({ question }) => question)).toEqual(qa.map(([question]) => question));
    for (const [at, { words }] of items.entries()) {
      const answer = folded(qa[at]?.[1] ?? '');
      expect(folded(words).replace(/Moreofit$|x$/, '')).toBe(answer);
    }
    expect(contact?.phone).toBe('01632 960 118');
  });
});

test('hints of buttons are named once, and stay where a button says nothing else', () => {
  const read = (write: (question: string) => string): Found =>
    find(
      page(
        'FAQ',
        each((q, a) => `<div class="item"><h3><button>${write(q)}</button></h3><div><p>${a}</p></div></div>`),
      ),
    );
  const beside = read((q) => `${q} <span class="sr-only">Show</span>`);
  expect(beside.items[0]?.question).toBe(qa[0]?.[0]);
  expect(beside.remarks.map(({ what }) => what)).toContain('words beside those of buttons: “Show”');
  const alone = read((q) => `${q} <button><span class="sr-only">Copy the link</span></button>`);
  expect(alone.remarks.map(({ what }) => what).filter((what) => what.startsWith('words beside'))).toEqual([]);
});

describe('what is no question is not taken', () => {
  const asked = (body: string, title = 'Ferry'): string[] =>
    find(page(title, body)).items.map(({ question }) => question);

  it.each([
    [
      'headings that sell',
      '<h2>Why choose us?</h2><p>We care.</p><h2>What do we do?</h2><p>We sail.</p><h2>Our team</h2><p>Two.</p>',
    ],
    [
      'a list of links',
      '<ul><li><a href="/a">How do I pay?</a></li><li><a href="/b">Where is it?</a></li><li><a href="/c">Who are you?</a></li></ul>',
    ],
    [
      'a table of contents',
      '<ul><li><a href="#a">How?</a></li><li><a href="#b">Where?</a></li></ul><p id="a">x</p><p id="b">y</p>',
    ],
    [
      'the same question again and again',
      '<div class="r"><p class="q">Was it good?</p><p class="t">Yes.</p></div>'.repeat(6),
    ],
    [
      'specifications that open',
      '<details><summary>Size</summary>2 m</details><details><summary>Weight</summary>3 kg</details>',
    ],
  ])('%s', (_name, body) => {
    expect(asked(body)).toEqual([]);
  });

  it('names each part of the page that it leaves', () => {
    const { remarks } = find(page('FAQ', shapes['dl'] ?? ''));
    expect(remarks.filter(({ kind }) => kind === 'left-out').map(({ what }) => what)).toEqual([
      'head of the page “HomeWhy us?”',
      'foot of the page “Ferry Ltd. Feedback?”',
    ]);
  });
});

it.each([
  ['faq.html', 2],
  ['old/site/faq/index.html', 2],
  ['C:\\old\\faq.htm', 2],
  ['faq/tickets.html', 0],
  ['index.html', 0],
])('the name of a page may announce questions: %s', (path, count) => {
  const bytes = new TextEncoder().encode(
    '<title>Kestrel</title><h2>Who may come?</h2><p>All of age.</p><h2>May I bring my own?</h2><p>No.</p>',
  );
  expect(recogniseHtml({ bytes, path }).items).toHaveLength(count);
});

it('takes no numbers of chapters, whatever their letters', () => {
  const body = ['E', 'F', 'F', 'G', 'V'].map(
    (letter, at) => `<h2>${letter}${at + 1}. ${qa[at]?.[0]}</h2><p>${qa[at]?.[1]}</p>`,
  );
  expect(find(`<h1>FAQ</h1>${body.join('')}`).items.map(({ question }) => question)).toEqual(qa.map(([one]) => one));
});

it('takes headings of the first level as questions where a page is made of them', () => {
  const body = each((q, a) => `<h1 id="x">${q}</h1><p>${a}</p>`);
  const { items, title } = find(`<title>Ferry</title><main>${body}</main>`);
  expect(items.map(({ question }) => question)).toEqual(qa.map(([question]) => question));
  expect(title).toBe('Ferry');
  expect(find('<h1>What is a ferry?</h1><p>A boat.</p><h1>Who are we?</h1><p>Sailors.</p>').items).toEqual([]);
});

it('takes the title without the sign of its link', () => {
  const body = each((q, a) => `<h2>${q}<a href="#q">¶</a></h2><p>${a}</p>`);
  expect(find(`<h1>Questions of passengers<a href="#top">¶</a></h1>${body}`).title).toBe('Questions of passengers');
});

describe('questions within what opens', () => {
  const panel = (title: string, inside: string): string =>
    `<div><a data-toggle="collapse" href="#p1">${title}</a><div id="p1" class="collapse">${inside}</div></div>`;

  it('are the headings of a panel whose own title asks nothing', () => {
    const { items } = find(
      panel(
        'For schools',
        each((q, a) => `<h5>${q}</h5><p>${a}</p>`),
      ),
    );
    expect(items.map(({ answer }) => answer)).toEqual(qa.map(([, answer]) => answer));
  });

  it('are none where the title of the panel asks', () => {
    const page = `<title>FAQ</title>${panel('How do I get there?', '<h5>By train?</h5><p>Line 4.</p><h5>By car?</h5><p>Exit 12.</p>')}`;
    expect(find(page).items.map(({ question }) => question)).toEqual(['How do I get there?']);
  });
});

describe('pages that nobody wrote well', () => {
  it('takes unclosed elements as a browser does', () => {
    const { items } = find(
      '<title>FAQ</title><h3>Is it open?</h3><p>Yes, <b>daily.<h3>Is it <i>free?</h3><p>No</i>: £2',
    );
    expect(items.map(({ question, answer }) => [question, answer])).toEqual([
      ['Is it open?', 'Yes, **daily.**'],
      ['Is it free?', '***No*: £2**'],
    ]);
  });

  it.each(['', '<p>Hello.</p>', 'PK\u0003\u0004 and so on', '\0\0\0'])('finds nothing in %j', (html) => {
    expect(find(html).items).toEqual([]);
  });

  it('takes rows that are called question and answer whole, also where a question shows code', () => {
    const row = (name: string, number: string, cell: string): string =>
      `<tr class="${name}"><td>${number}</td><td>${cell}</td></tr><tr><td colspan="2"> </td></tr>`;
    const table = [
      row('question', '<b>1.1.</b>', '<b>Is there a manual?</b>') + row('answer', '', '<p>Yes.</p>'),
      row('question', '<b>1.2.</b>', '<b>It stops and says:</b><pre>E 404</pre>') + row('answer', '', '<p>Wait.</p>'),
      row('question', '<b>2.1.</b>', '<b>Where is help?</b>') + row('answer', '', '<p>In room 7.</p>'),
    ];
    const { items } = find(`<title>FAQ</title><h1>Questions</h1><table>${table.join('')}</table>`);
    expect(items.map(({ question, words }) => [question, words])).toEqual([
      ['Is there a manual?', 'Yes.'],
      ['It stops and says: E 404', 'Wait.'],
      ['Where is help?', 'In room 7.'],
    ]);
  });

  it('refuses what nests too deeply, and says so', () => {
    const { items, remarks } = find(`${'<div>'.repeat(20_000)}<p>Is it?</p>`);
    expect(items).toEqual([]);
    expect(remarks).toHaveLength(1);
  });

  it('reads what older programs saved', () => {
    const bytes = Uint8Array.from(
      [...'<title>FAQ</title><dl><dt>Was kostet es?<dd>5 ?<dt>Wo?<dd>Hier</dl>'].map((sign) => sign.charCodeAt(0)),
    );
    const euro = bytes.map((byte, at) => (byte === 63 && bytes[at - 1] === 32 ? 0x80 : byte));
    expect(recogniseHtml({ bytes: euro }).items[0]?.answer).toBe('5 €');
  });
});

describe('time grows with the number of questions', () => {
  const shape: Readonly<Record<string, (index: number) => string>> = {
    details: (index) =>
      `<details id="q${index}"><summary>What is number ${index}?</summary><p>It is <b>${index}</b> mg, see <a href="#q0">0</a>.</p></details>`,
    headings: (index) => `<h3>What is number ${index}?</h3><p>It is ${index}.</p><ul><li>a</li></ul>`,
    'line breaks': (index) => `<b>What is number ${index}?</b><br>It is ${index}.<br><br>`,
    'text alone': (index) => `<p>What is number ${index}?</p><p>It is ${index}.</p>`,
    'nested divs': (index) =>
      `<div><div><div>What is number ${index}?</div></div><div><p>It is ${index}.</p></div></div>`,
  };
  it.each(Object.entries(shape))('%s', (_name, write) => {
    expectLinear((count) => {
      const body = Array.from({ length: count }, (_, index) => write(index)).join('');
      expect(find(page('FAQ', body)).items.length).toBe(count);
    }, 2000);
  });

  it('also where all of them are told to search engines', () => {
    expectLinear((count) => {
      const questions = Array.from({ length: count }, (_, index) => ({
        '@type': 'Question',
        name: `Is it ${index}?`,
        acceptedAnswer: { text: `It is ${index}.` },
      }));
      const script = `<script type="application/ld+json">${JSON.stringify({ '@type': 'FAQPage', mainEntity: questions })}</script>`;
      expect(find(page('FAQ', script)).items.length).toBe(count);
    }, 2000);
  });
});

test.each([
  ['<html lang="nl"><head><meta property="og:locale" content="en_US">', 'nl'],
  ['<html lang="de_CH"><head><meta http-equiv="content-language" content="fr">', 'de-CH'],
  ['<html lang=" "><head><meta http-equiv="content-language" content="fr">', 'fr'],
  ['<html xml:lang="it"><head>', 'it'],
  ['<html><head></head><body lang="cs">', 'cs'],
  ['<html><head><script type="application/ld+json">{"@type":"FAQPage","inLanguage":"sv"}</script>', 'sv'],
  ['<html lang="xx-none"><head>', undefined],
])('the language of %s', (head, language) => {
  expect(find(`${head}<h2>Where?</h2><p>Here.</p>`).language).toBe(language);
});

test('the question mark of Greek', () => {
  const { items } = find(
    '<h1>Συχνές ερωτήσεις</h1><h2>Πόσο κοστίζει;</h2><p>Δέκα ευρώ.</p><h2>Πού είναι;</h2><p>Δεξιά.</p>',
  );
  expect(items.map(({ question }) => question)).toEqual(['Πόσο κοστίζει;', 'Πού είναι;']);
});

test.each([
  ['Call the switchboard on 01632 960 111, 24 hours a day.', '24 hours a day'],
  ['Write to us, or call 01632 960 111 (Mon–Fri, 9–5).', 'Mon–Fri, 9–5'],
  ['Telephone: 01632 960 111, Monday to Friday, 9am to 5pm', 'Monday to Friday, 9am to 5pm'],
])('the hours of a contact are no more than that: %s', (sentence, hours) => {
  const { contact } = find(
    `<h1>FAQ</h1>${shapes['dl']}<div class="contact"><h2>Need help?</h2><p>${sentence}</p></div>`,
  );
  expect(contact).toMatchObject({ phone: '01632 960 111', hours });
});

test('a heading of a level above asks by itself, in front of the others or with a number as they have', () => {
  const ask = (level: number, question: string): string => `<h${level}>${question}</h${level}><p>So it is.</p>`;
  const questions = (body: string): string[] => find(`<h1>FAQ</h1>${body}`).items.map(({ question }) => question);
  const three = ['1.1. Who?', '1.2. Where?', '1.3. When?'].map((one) => ask(3, one)).join('');
  expect(questions(`${three}${ask(2, '1.4. Why?')}`)).toEqual(['Who?', 'Where?', 'When?', 'Why?']);
  const plain = three.replaceAll(/\d\.\d\. /g, '');
  expect(questions(`${ask(2, 'Why?')}<h2>More</h2>${plain}`)).toEqual(['Why?', 'Who?', 'Where?', 'When?']);
  expect(questions(`${plain}${ask(2, 'Seen our boats?')}`)).toEqual(['Who?', 'Where?', 'When?']);
});

test('a heading like those of the questions that nobody answered heads no group', () => {
  const section = (words: string): string => `<section>${words}</section>`;
  const part = (title: string): string =>
    section(
      `<h2>${title}</h2>${each((q, a, index) => `${index === 2 ? section('<h3>Withdrawn</h3>') : ''}${section(`<h3>${q} (${title})</h3><p>${a}</p>`)}`)}`,
    );
  const { items, groups, remarks } = find(`<h1>Ferry FAQ</h1>${part('Land')}${part('Sea')}`);
  expect(items).toHaveLength(2 * qa.length);
  expect(groups?.map(({ title }) => title)).toEqual(['Land', 'Sea']);
  expect(remarks.filter(({ what }) => what.includes('Withdrawn'))).toHaveLength(2);
});
