import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { soughtIn, unspaced } from '../../src/outputs/searchForm.ts';
import { compileText, pageOf } from '../prose/compileText.ts';
import { indexedField } from '../prose/searchField.ts';

/** What the field of a page with answers finds: the script that it loads, on texts in a language. */
const script = await readFile(join(import.meta.dirname, '../../lib/scripts/match.js'), 'utf8');

type Match = (texts: readonly (readonly [string, string])[], query: string) => string[][];

function found(text: string, query: string, lang = 'en'): boolean {
  const self: { faqgenMatch?: Match } = {};
  runInNewContext(script, { self, document: { documentElement: { lang } } });
  const hits = self.faqgenMatch?.([['it', text]], query) ?? [];
  return hits.length > 0 && hits.every((keys) => keys.includes('it'));
}

/** What the index of a large FAQ finds for a query, by its own script. */
async function indexed(text: string, query: string, lang = 'en'): Promise<boolean> {
  const faq = `title: F\nlanguage: ${lang}\npolicy: {index: sections}\nsections:\n  - title: S\n    questions:\n      - id: it\n        question: x\n        short: ${JSON.stringify(text)}\n        answer: x\n`;
  const compilation = compileText(faq);
  const index = compilation.files.find(({ path }) => path.includes('search-index'))?.path ?? '';
  const find = indexedField((path) => pageOf(compilation, path), index, lang);
  // Each of the words: the field shows what holds most of them.
  const sought = soughtIn(query);
  for (const { whole, parts, joins } of sought) {
    const typed = parts.length === 0 || unspaced.test(whole) ? whole : parts.join(/^\d/.test(whole) ? ' ' : '-');
    let count = 0;
    for (const one of [typed, ...joins]) count += (await find(one)).count;
    if (count === 0) return false;
  }
  return sought.length > 0;
}

describe.each([
  ['on a page', found],
  ['in the index', indexed],
])('%s', (_, finds) => {
  it.each([
    ['Is a COVID-19 test free?', 'covid19'],
    ['Is a COVID-19 test free?', 'covid 19'],
    ['Is a COVID-19 test free?', 'COVID‑19'],
    ['Is a COVID-19 test free?', '19'],
    ['COVID 19 and COVID19', 'covid-19'],
    ['Covid 19', 'covid19'],
    ['Is there Wi-Fi?', 'wifi'],
    ['Is there Wi-Fi?', 'wi fi'],
    ['Is there Wi‐Fi?', 'wi-fi'],
    ['Is there wifi?', 'Wi-Fi'],
    ['Take 5 mg.', '5mg'],
    ['Take 5 mg.', '5 mg'],
    ['Take 5\u00a0mg.', '5mg'],
    ['Take 5mg.', '5 mg'],
    ['Take 1.5 mg/kg.', '1.5mg'],
    ['Nimm 1,5 mg.', '1.5 mg'],
    ['Vitamin B12', 'b 12'],
    ['Vitamin B 12', 'b12'],
    ['Omega-3', 'omega3'],
    ['Où est le cœur ?', 'coeur'],
    ['Où est le coeur ?', 'cœur'],
    ['Ægir', 'aegir'],
    ['ﬁnance', 'finance'],
    ['Tôi bị đau đầu?', 'dau'],
    ['Smørrebrød', 'smorrebrod'],
    ['Zażółć gęślą, Łódź', 'zazolc lodz'],
    ['Straße', 'STRASSE'],
    ['STRASSE', 'straße'],
    ['Iğdır', 'igdir'],
    ['İstanbul', 'istanbul'],
    ['Crème brûlée', 'creme brulee'],
    ['où est l’hôpital', 'hopital'],
    ['où est l’hôpital', "l'hôpital"],
    ['où est l’hôpital', 'lhopital'],
    ['un hôpital', "l'hôpital"],
    ["Don't drive", 'dont'],
    ['چگونه می\u200cتوانم بخرم؟', 'میتوانم'],
    ['چگونه می\u200cتوانم بخرم؟', 'می توانم'],
    ['چگونه میتوانم بخرم؟', 'می\u200cتوانم'],
    ['كيف', 'کیف'],
    ['أين المستشفى', 'اين المستشفي'],
    ['الماءُ البارد', 'الماء'],
    ['الخلية', 'الخليه'],
    ['مـــرحبا', 'مرحبا'],
    ['١٢ يوما', '12'],
    ['۵ میلی', '5'],
    ['１２歳', '12歳'],
    ['co\u00adoperate', 'cooperate'],
    ['蜂に刺された。', '刺された'],
    ['如何预约门诊？', '预约'],
    ['怎么吃药？', '药'],
    ['药物有什么副作用？', '药'],
    ['没有藥', '藥'],
    ['如何预约一个门诊？', '预约门诊'],
    ['这种药的副作用是什么？', '药的副作用'],
    ['この薬には、どんな副作用がありますか。', '薬の副作用'],
    ['ワクチンのあとに熱が出たら？', 'ワクチン 熱'],
    ['ワクチンのあとに熱が出たら？', 'わくちん'],
    ['每次服用5毫克。', '5毫克'],
    ['每次服用5毫克。', '5 mg'],
    ['每次服用 5 mg。', '5毫克'],
    ['每次5～10毫克', '5毫克'],
    ['每天喝2升水', '2 L'],
    ['１回５ミリグラムを飲む', '5mg'],
    ['1回10mgを飲む', '10ミリグラム'],
    ['满12岁的儿童', '12岁'],
    ['2型糖尿病とは', '糖尿病'],
    ['什么是2型糖尿病？', '2型糖尿病'],
    ['什么是 COVID-19？', 'covid19'],
    ['Nehmen Sie 5 Milligramm', '5 mg'],
    ['Tomar 5 miligramas', '5 mg'],
    ['Tomar 5 miligramos', '5 mg'],
    ['Prendere 2 litri', '2 L'],
    ['Prendere 5 milligrammi', '5mg'],
    ['Przyjmij 5 miligramów', '5 mg'],
    ['Neem 5 tot 10 milligram', '5 mg'],
    ['Od 5 do 10 mg', '5 mg'],
    ['A injeção', 'injecao'],
    ['Você', 'voce'],
    ['Perché?', 'perche'],
    ['quanto costa l’esame', 'esame'],
    ['coördinatie', 'coordinatie'],
    ['Gdzie jest łóżko?', 'lozko'],
    ['Gdzie jest łóżko?', 'ŁÓŻKO'],
    ['ต้องทำอย่างไร', 'อย่างไร'],
    ['कार्ड कैसे मिलेगा?', 'कार्ड'],
    ['예약은 어떻게 하나요?', '예약'],
    ['Ο ΔΡΟΜΟΣ', 'δρομος'],
    ['The bones of the feet', 'foot'],
    ['One foot', 'feet'],
    ['Baby teeth', 'tooth'],
    ['For children', 'child'],
    ['A child', 'children'],
    ['Is it paid?', 'pay'],
    ['How do I cancel?', 'cancellation'],
    ['A cancelled trip', 'cancellations'],
    ['I register here', 'registration'],
    ['Get vaccinated', 'vaccination'],
    ['We prevent it', 'prevention'],
    ['Who pays?', 'payment'],
    ['How do I log in?', 'login'],
    ['Your login', 'log in'],
    ['Health care at home', 'healthcare'],
    ['Free healthcare', 'health care'],
    ['The car park is full', 'carpark'],
    ['Go to A & E', 'a&e'],
    ['Go to A&E', 'a & e'],
    ['Go to A&E', 'ae'],
    ['From 10.30', '10:30'],
    ['From 10:30', '10.30'],
    ['Open 9:30-12:00', '12.00'],
    ['Take 5 grams', '5 g'],
    ['Take 5 g', '5 grams'],
    ['250 Milliliter Wasser', '250 ml'],
    ['Take 5-10 mg.', '5 mg'],
    ['Take 5 to 10 mg.', '5 mg'],
    ['Nimm 1,5 bis 3 Gramm', '1,5 g'],
    ['Call (555) 010-0199', '5550100199'],
    ['The help desk', 'helpdesk'],
    ['Take 1,000 mg.', '1,000 mg'],
    ['Take 1000 mg.', '1,000 mg'],
    ['Where do I park?', 'parking'],
    ['Is there parking?', 'park'],
    ['How do I stop?', 'stopped'],
    ['My baby', 'babies'],
    ['Take it', 'taking'],
    ['Call 020 7946 0018.', '02079460018'],
    ['Call 02079460018.', '020 7946 0018'],
    ['Call 020-7946-0018.', '02079460018'],
    ['A pass costs 1,000 kr.', '1000'],
    ['A pass costs 1,000 kr.', '1000kr'],
    ['A pass costs 1000 kr.', '1,000 kr'],
    ['10 000 steps', '10000'],
    ['Take 50 µg.', '50 mcg'],
    ['Take 50 mcg.', '50μg'],
    ['Take 50ug.', '50 µg'],
    ['A visa for the U.S.A.', 'usa'],
    ['Open from 9 a.m.', 'am'],
    ['Is Node.js needed?', 'nodejs'],
    ['Is Node.js needed?', 'node js'],
    ['Do you work with AT&T?', 'att'],
    ['Do you work with AT&T?', 'at&t'],
    ['מה זה צה"ל?', 'צהל'],
    ['מה זה צה״ל?', 'צה"ל'],
    ['タワーはどこ', 'たわー'],
    ['متى المواعيد؟', 'مواعيد'],
    ['أين والمستشفى', 'المستشفى'],
  ])('%s is found by %s', async (text, query) => {
    expect(await finds(text, query)).toBe(true);
  });

  it.each([
    ['de', 'Wo ist das Haus?', 'Häuser'],
    ['de', 'Was kostet es?', 'Kosten'],
    ['de-AT', 'Der Zahn', 'Zähne'],
    ['fr', 'un cheval', 'chevaux'],
    ['fr', 'je paye', 'payer'],
    ['es', 'una cita', 'citas'],
    ['es', 'el pago', 'pagar'],
    ['pt-BR', 'A vacinação', 'vacinações'],
    ['pt', 'Os hospitais', 'hospital'],
    ['pt', 'Duas viagens', 'viagem'],
    ['pt', 'um médico', 'médicas'],
    ['it', 'una domanda', 'domande'],
    ['it', 'le banche', 'banca'],
    ['it', 'il farmaco', 'farmaci'],
    ['it', 'Per gli uomini', 'uomo'],
    ['nl', 'een afspraak', 'afspraken'],
    ['nl', 'de pil', 'pillen'],
    ['nl', 'een arts', 'artsen'],
    ['nl', 'een brief', 'brieven'],
    ['nl-BE', 'het huis', 'huizen'],
    ['nl', 'Voor kinderen', 'kind'],
    ['pl', 'Skutki uboczne leków', 'lek'],
    ['pl', 'jedna tabletka', 'tabletek'],
    ['pl', 'dwie tabletki', 'tabletkę'],
    ['pl', 'Kiedy szczepienie?', 'szczepień'],
    ['pl', 'Pytania do lekarza', 'lekarzy'],
    ['pl', 'Dla dzieci', 'dziecko'],
  ])('%s: %s is found by %s', async (lang, text, query) => {
    expect(await finds(text, query, lang)).toBe(true);
  });

  it.each([
    ['Take 1.5 mg.', '5mg'],
    ['Take 15 mg.', '5mg'],
    ['Take 5 to 10 mg.', '510'],
    ['Take 5-10 mg.', '510mg'],
    ['Take 1.5 mg.', '15'],
    ['5 days, 20 mg', '5mg'],
    ['My parents', 'parking'],
    ['Take 5 mg.', '5 g'],
    ['Take 1 g or 15 mg', '1 mg'],
    ['A paediatrician', 'a&e'],
    ['Take 5 g.', '5 mg'],
    ['Run 5 km.', '5 m'],
    ['Take 5 milligrams', '5 g'],
    ['A found coin', 'foundation'],
    ['The state', 'station'],
    ['At 10:300', '10.30'],
    ['The log is in the hall', 'login'],
    ['A part', 'apart from'],
    ['Football', 'feet'],
    ['आप कब आए', 'कार'],
    ['如何付费？', '预约'],
    ['每次服用15毫克。', '5毫克'],
    ['每次服用5克。', '5毫克'],
    ['15克拉钻石', '15 g'],
    ['112岁', '12岁'],
    ['这种药', '副作用'],
    ['预备，约定', '预约'],
    ['200 mg', '2000'],
    ['Take 1.250 mg.', '1250'],
    ['Take 0.100 mg.', '100'],
    ['Rooms 12, 13 and 14', '1213'],
    ['5 10', '510'],
    ['Anything', ''],
    ['Anything', '?!'],
  ])('%s is not found by %s', async (text, query) => {
    expect(await finds(text, query)).toBe(false);
  });
});
