/**
 * One text as an author of medical prose types it. `intent` is what a reader
 * must see (a line for each block; the same as `typed` where it is absent).
 * `said` are diagnostics, as `code line:column` within the text typed; with an
 * error there is no page, and no intent.
 */
export interface Sample {
  readonly typed: string;
  readonly intent?: string;
  readonly said?: readonly string[];
}

/** Printed exactly as typed, on one line. */
const plain: readonly string[] = [
  // Ranges and approximations
  'Take 5-10 mg, or 5–10 mg, or 5 — at most — 10 mg.',
  'About ~5 mg, and again ~10 mg.',
  'Sleep 1~2 hours, then wait 3~4 hours before you drive.',
  'Pages 12-14; 2019-2021; ages 18–65.',
  'From $400 to $800, that is $1,200 in all; or €5–€10.',
  // Inequalities
  '<5 mg is low, >50 mg is high.',
  'Stop where INR <target and platelets >50 are both true.',
  'Give it if x<y and y>z.',
  'ALT ≤ 3 × ULN, GFR ≥ 60, p ≠ 0.05, K+ ≥5.5.',
  'Between 5<x<10 and 3>y>1.',
  '<3 you, and 5 < 6 > 4.',
  '<5 and >6 <7 and >8',
  // Signs at the start of a line
  '+5 points on the scale',
  '+/- 5 mg',
  '± 5 mg',
  '−5 °C is below zero',
  '-5 °C is below zero',
  '=> 5 mg',
  '>=5',
  '>50 mg is too much',
  // Sums, powers, multiplication
  '2*3*4 = 24',
  'CrCl = (140 - age)*(weight)*(0.85)/(72 * SCr)',
  'Dose = (weight)*2 + 3*(height)',
  'Dose = (weight)*2*(factor) mg',
  'BEE = 66 + (13.7)*W + 5*(H) - 6.8*(A)',
  '20%*dose + 3*(x)',
  '2*(3)*4 and 0.6*(weight)*(Na/140 - 1)',
  '5 *10^9/L* normal',
  'Platelets of 5*10^9/L, then 3*10^9/L.',
  'BMI is kg/m^2, or kg/m², 10^-3 and 10^{-3}.',
  'AUC in mg*h/L and dose in mg*kg*day.',
  'Clearance in mL*min and in mL*h.',
  'Dose in mg*kg* a day, or in mL*min* at rest.',
  'Dose: 2 * 3 * 4 mg.',
  'Twice 2 * 5 mg, and *one note',
  // Genes: star alleles and HLA types
  'Test for HLA-B*57:01 and HLA-A*31:01 first.',
  'CYP2D6*4 and CYP2C19*2 are slow; CYP2D6 *1/*4 is between.',
  'UGT1A1*28/*28 and TPMT*3A, NUDT15 *3.',
  'The alleles *2, *3 and *17; TPMT*3C too.',
  'Carriers (*2) and (*17) need less; *9 and DPYD*2A too.',
  // Arrows
  'Liver -> kidney <- blood => urine <= 5, <-> and ←→.',
  'A --> B <!- C',
  // Units
  '5 µg, 5 μg, 37.5 °C, 120/80 mmHg, 75 mg/m2, 1.5 L/min/1.73 m².',
  'pH 7.40; SpO2 92 %; 50%; 5‰; 3′ and 4″.',
  'Use 1.10 mg, not 1.1 mg; .5 mg; 5. and 0.50.',
  '1,000 and 1.000 and 1 000 and 1’000 units.',
  '10 mg @ 8 am, 10 mg@night, one a@b two',
  // Footnote stars
  '*p<0.05',
  '**p<0.01',
  '*p<0.05, **p<0.01, ***p<0.001',
  'Marked 5*, 6** and 7***.',
  'Low doses (*) and high doses (*) differ.',
  'Rows with [*] and rows with [*] differ.',
  '*p<0.05 against 2*3 mg',
  'Dose* and rate* †, ‡ and §.',
  // Underscores
  'The fields snake_case_name and dose_mg_kg stay.',
  '_x is a name, C_max and T_max, AUC_0-24.',
  'Name: ___ Dose: ____ mg',
  'Write (_) or (_) in the box.',
  // Brackets
  'a[1] and b[2][3], {x} and {}.',
  '[Note]: take it with food.',
  '[Note]: see below',
  '[1]: Smith 2019',
  '[x] done, [ ] open, [X] done, [] none, [-] no.',
  '[ ] first box',
  'Take it (a), or (c) ™, (r) and (tm).',
  'The group [n = 5] (all adults)',
  'See [sic] and (see [below]).',
  // Hashes
  '#1 cause of death',
  'The #1 cause, bed #5, #hashtag and C#.',
  // Bars
  'Use A | B | C, or a || b, |x| and 5|6.',
  '| not a table |',
  // Ampersands
  'AT&T, R&D; Q&A & more, &copy, &notanentity; &5;',
  'a&b;c&d',
  // Quotes
  `"It's 5' 10\\" tall", he said; ‘single’ “double” «guillemets» „low“`.replaceAll('\\"', '"'),
  "rock 'n' roll, O'Neil's 'pills'",
  'A lone ` stays',
  // Scripts and emoji
  '👩🏽‍⚕️ says 👍🏿, 🇩🇪 and 1️⃣ ❤️.',
  'خذ 5 ملغ كل ٨ ساعات، ولا تتجاوز ٢٤.',
  'קח 5 מ"ג פעמיים ביום.',
  'می‌خواهم ۵ میلی‌گرم بگیرم.',
  '每次服用5–10毫克，每日三次。',
  'A\u00a0non-breaking\u00a05\u00a0mg, a thin\u2009space and a soft\u00adhyphen.',
  'Café, cafe\u0301, ﬁne, ½, ①, x₂, H₂O.',
  // Backslashes
  'C:\\path\\to and 5\\6 and a trailing \\',
  'mg\\kg',
  // Things that look like lists and are none
  'a) first, b) second, 1) third',
  '1.5 mg at once',
  '10:30 is the time',
  '12/24/2026 is the day',
  '01. May 2026 was a Friday',
  '1234567890. is no list',
  '5% of people: 1 in 20',
  'i. e. 5 mg; e. g. 6 mg',
  '~~~5 mg~~~',
  'www.example.org and someone@example.org are words',
  'x:y, a::b, :) and :-(',
  '<- 5 mg',
  '?5 !6 "7" /8/',
];

export const corpus: readonly Sample[] = [
  ...plain.map((typed) => ({ typed, intent: typed.replaceAll(/[ \t]+/g, ' ') })),

  // Signs that Markdown would read as quotations and bullets
  { typed: '> 50 mg', intent: '> 50 mg' },
  { typed: '>50 mg a day\nis too much', intent: '>50 mg a day is too much' },
  { typed: 'The limit is\n> 50 mg\na day', intent: 'The limit is\n> 50 mg a day' },
  { typed: '- > 50 mg: stop\n- < 5 mg: more', intent: '> 50 mg: stop\n< 5 mg: more' },
  { typed: '1. >= 50 mg\n2. <= 5 mg', intent: '1. >= 50 mg\n2. <= 5 mg' },
  { typed: '> The limit is > 50 mg.', intent: 'The limit is > 50 mg.' },
  { typed: '> > 50 mg', intent: '> > 50 mg' },
  { typed: '> -5 °C', intent: '> -5 °C' },
  { typed: '> $5', intent: '> $5' },
  { typed: '> ~5 mg', intent: '> ~5 mg' },
  { typed: '> ½ tablet', intent: '> ½ tablet' },
  { typed: '> ٥ ملغ', intent: '> ٥ ملغ' },
  { typed: '> 1. first\n> 2. second', intent: '1. first\n2. second' },
  { typed: '> Never.\n>\n> Not even\n> twice.', intent: 'Never.\nNot even twice.' },
  { typed: 'Dose:\n>= 5 mg', intent: 'Dose:\n>= 5 mg' },
  { typed: '+ 5 mg', intent: '+ 5 mg' },
  { typed: '> about 50 mg', intent: 'about 50 mg', said: ['ambiguous-marker 1:1'] },
  { typed: '> (50 mg)', intent: '(50 mg)', said: ['ambiguous-marker 1:1'] },
  { typed: '> twice the ULN', intent: 'twice the ULN', said: ['ambiguous-marker 1:1'] },
  { typed: 'The limit is\n> the ULN', intent: 'The limit is\nthe ULN', said: ['ambiguous-marker 2:1'] },
  { typed: 'She said:\n> It helped me.', intent: 'She said:\nIt helped me.' },
  { typed: '- about 5 °C', intent: 'about 5 °C', said: ['ambiguous-marker 1:1'] },
  { typed: 'From 5\n-\n10 mg', intent: 'From 5\n10 mg', said: ['ambiguous-marker 2:1'] },
  { typed: 'Dose\n=\n5 mg', intent: 'Dose\n5 mg', said: ['ambiguous-marker 2:1'] },
  { typed: 'Dose\n====\n\n5 mg', intent: 'Dose\n5 mg' },
  { typed: 'Height 5`10 and 6`2 tall', intent: 'Height 510 and 62 tall', said: ['ambiguous-marker 1:9'] },
  { typed: '> [!WARNING] Never 5 mg', said: ['unknown-callout 1:3'] },
  { typed: '> [WARNING]\n> Never 5 mg', said: ['unknown-callout 1:3'] },
  { typed: '> [! WARNING]\n> Never 5 mg', said: ['unknown-callout 1:3'] },
  { typed: '| a | b |\n|---|\n| 1 | 2 |', said: ['table-cells 2:1'] },
  { typed: 'Works [@a and more', said: ['malformed-citation 1:7'] },
  { typed: 'Write \\[@a and `[@b`', intent: 'Write [@a and [@b' },
  { typed: 'Start with 10 mg\n+ 5 mg at night', intent: 'Start with 10 mg\n+ 5 mg at night' },
  { typed: '- 10 mg\n- + 5 mg', intent: '10 mg\n+ 5 mg' },
  { typed: '1. 10 mg\n   + 5 mg', intent: '1. 10 mg + 5 mg' },
  { typed: '+ aspirin\n+ water', intent: 'aspirin\nwater', said: ['ambiguous-marker 1:1'] },
  { typed: '+ ½ tablet', intent: '+ ½ tablet' },
  { typed: '- 5 mg\n- 10 mg', intent: '5 mg\n10 mg' },
  { typed: '* 5 mg\n* 10 mg', intent: '5 mg\n10 mg' },

  // Ordered lists keep their numbers
  { typed: '1. one\n2. two\n3. three', intent: '1. one\n2. two\n3. three' },
  { typed: '3. three\n4. four', intent: '3. three\n4. four' },
  { typed: '1. one\n3. three\n7. seven', intent: '1. one\n3. three\n7. seven' },
  { typed: '7. seven\n3. three\n1. one', intent: '7. seven\n3. three\n1. one' },
  { typed: '1. one\n1. two\n1. three', intent: '1. one\n2. two\n3. three' },
  { typed: '0. zero\n1. one', intent: '0. zero\n1. one' },
  { typed: '9) nine\n10) ten', intent: '9) nine\n10) ten' },
  { typed: '1) one\n2) two\n\n1. one\n2. two', intent: '1) one\n2) two\n1. one\n2. two' },
  { typed: '1. one\n\n   more of it\n\n5. five', intent: '1. one\nmore of it\n5. five' },
  { typed: '1. one\n2. two\n   - inner\n4. four', intent: '1. one\n2. two\ninner\n4. four' },
  { typed: '2019. was a good year', intent: '2019. was a good year' },
  { typed: 'It began in\n2019. It ended in 2020.', intent: 'It began in 2019. It ended in 2020.' },
  { typed: '24. Dezember bis 6. Januar', intent: '24. Dezember bis 6. Januar' },
  { typed: '1) 2) 3)', intent: '1) 2) 3)' },
  { typed: '5.', intent: '5.' },
  { typed: '01. one\n02. two', intent: '01. one 02. two' },
  { typed: '1\\. not a list', intent: '1. not a list' },

  // Lists
  { typed: '- one\n  more\n- two\nlazy', intent: 'one more\ntwo lazy' },
  { typed: '- one\n  - inner > 5\n    - deepest <5\n- two', intent: 'one\ninner > 5\ndeepest <5\ntwo' },
  { typed: '- [ ] open\n- [x] done', intent: '[ ] open\n[x] done', said: ['stray-mark 1:3'] },
  { typed: '- one\n\n- two\n\n  second paragraph', intent: 'one\ntwo\nsecond paragraph' },
  { typed: '- INR\n  <target and >50', intent: 'INR <target and >50' },

  // Headings
  { typed: 'Dose: 5 mg\n---', intent: 'Dose: 5 mg' },
  { typed: 'Dose: 5 mg\n===', intent: 'Dose: 5 mg' },
  { typed: 'Dose: 5 mg\n\n---\n\nMore', intent: 'Dose: 5 mg\n---\nMore' },
  { typed: '# 5 doses', intent: '5 doses' },
  { typed: '## Doses ##', intent: 'Doses' },
  { typed: '## C#', intent: 'C#' },

  // Tables
  {
    typed: '| INR | Meaning |\n| --- | --- |\n| > 50 | <high |\n| <5 | + 5 |',
    intent: 'INR | Meaning\n> 50 | <high\n<5 | + 5',
  },
  { typed: '| a | b |\n| - | - |\n| 1 | 2 | 3 |', said: ['table-cells 3:1'] },
  { typed: '| a | b |\n| - | - |\n| 1 |', intent: 'a | b\n1 |' },
  { typed: '| a | b |\n| - | - |\n| 1 \\| 2 | 3 |', intent: 'a | b\n1 | 2 | 3' },
  { typed: 'Dose | Note\n----------------- | -----------------\n5 mg | low', intent: 'Dose | Note\n5 mg | low' },
  {
    typed: 'Dose | Note\n--- | ---\n> 50 | high',
    intent: 'Dose | Note\n> 50 | high',
    said: ['text-below-table 3:1'],
  },
  { typed: '| a | b |\n| - | - |\n| 1*2*3 | x_y_z |', intent: 'a | b\n1*2*3 | x_y_z' },
  { typed: '| a | b |\n| - |\n| 1 | 2 |', said: ['table-cells 2:1'] },

  // Code, rules and breaks
  { typed: '```\n> 50 mg\n*5*\n```', intent: '> 50 mg\n*5*' },
  { typed: '~~~\n5 ~ 6\n~~~', intent: '5 ~ 6' },
  { typed: '``` Take 5 mg\nnow\n```', intent: 'Take 5 mg\nnow' },
  { typed: 'Text\n\n    > 50 mg', intent: 'Text\n> 50 mg' },
  { typed: 'Use `> 5 *x*` here', intent: 'Use > 5 *x* here' },
  { typed: 'one  \ntwo\\\nthree', intent: 'one\ntwo\nthree' },
  { typed: 'one\ntwo', intent: 'one two' },

  // Emphasis
  { typed: '**5 mg** and *10 mg* and ***15 mg***', intent: '5 mg and 10 mg and 15 mg' },
  { typed: '**Do not** take __more__ than _this_.', intent: 'Do not take more than this.' },
  { typed: '**5 mg**/day, *mono*therapy, **>50**', intent: '5 mg/day, monotherapy, >50' },
  { typed: '**2*3*4 mg**', intent: '2*3*4 mg' },
  { typed: '**HLA-B*57:01** positive', intent: 'HLA-B*57:01 positive' },
  { typed: '**50%**(max), **7**(z), **(note)** and *5*', intent: '50%(max), 7(z), (note) and 5' },
  { typed: '每天*两次*，**饭后**服用。', intent: '每天两次，饭后服用。' },
  { typed: '*(a note)* and *"quoted"*', intent: '(a note) and "quoted"' },

  // Escapes and entities
  { typed: '\\> 5, \\*5\\*, 5\\%, \\[x\\], \\#1, \\&lt;', intent: '> 5, *5*, 5%, [x], #1, &lt;' },
  { typed: '&lt;5 mg &amp; &gt;50 mg, &frac12; &#181;g', intent: '<5 mg & >50 mg, ½ µg' },

  // Marks of others are printed as typed, and said
  {
    typed: 'About ~5 mg, then ~~5 mg~~ and again ~10 mg.',
    intent: 'About ~5 mg, then ~~5 mg~~ and again ~10 mg.',
    said: ['stray-mark 1:19'],
  },
  { typed: '[^1]: a footnote', intent: '[^1]: a footnote', said: ['stray-mark 1:1'] },
  {
    typed: '{x}, {{x}}, {{{x}}}, {% x %}.',
    intent: '{x}, {{x}}, {{{x}}}, {% x %}.',
    said: ['stray-mark 1:6', 'stray-mark 1:13', 'stray-mark 1:22'],
  },
  { typed: '1.Take it', intent: '1.Take it', said: ['stray-mark 1:1'] },
  { typed: '•  one bullet', intent: '• one bullet', said: ['stray-mark 1:1'] },
  {
    typed: '^5 and ==5== and ++5++ and ||5||',
    intent: '^5 and ==5== and ++5++ and ||5||',
    said: ['stray-mark 1:8', 'stray-mark 1:18'],
  },

  // What looks like HTML or a link is said
  { typed: '**Take** <b>5', intent: 'Take <b>5', said: ['raw-html 1:10'] },
  { typed: '[a](#question) <b>', intent: 'a <b>', said: ['raw-html 1:16'] },
  { typed: '> one\n> [two\n> three](nowhere.pdf)', said: ['missing-file 3:10'] },
  { typed: '| a \\| b |\n| - |\n| - |\n| [x](javascript:1) |', said: ['unsafe-link 4:7'] },
  { typed: 'INR <b and c> d', intent: 'INR <b and c> d', said: ['raw-html 1:5'] },
  { typed: 'Take <b>5</b> mg', intent: 'Take <b>5</b> mg', said: ['raw-html 1:6', 'raw-html 1:10'] },
  { typed: 'one\n\n<div>two</div>', intent: 'one\n<div>two</div>', said: ['raw-html 3:1', 'raw-html 3:9'] },
  { typed: 'A <!-- note --> B', intent: 'A <!-- note --> B', said: ['raw-html 1:3'] },
  { typed: '> one\n> two <i>three</i>', intent: 'one two <i>three</i>', said: ['raw-html 2:7', 'raw-html 2:15'] },
  { typed: '- one\n  two <i>three', intent: 'one two <i>three', said: ['raw-html 2:7'] },
  { typed: '| a |\n| - |\n| <i>b</i> |', intent: 'a\n<i>b</i>', said: ['raw-html 3:3', 'raw-html 3:7'] },
  { typed: '<INR:5> and more', said: ['unsafe-link 1:2'] },
  { typed: 'Take [5-10](mg) now', said: ['missing-file 1:13'] },
  { typed: 'one\ntwo [x](javascript:1)', said: ['unsafe-link 2:9'] },
  { typed: '> a\n> b [x](#nowhere)', said: ['unknown-question 2:9'] },
  { typed: 'Cite [@ 5] now', said: ['malformed-citation 1:6'] },
  { typed: 'one\n\n- two\n- three [@nobody]', said: ['unknown-source 4:10'] },
  { typed: '![5 mg](dose.png)', said: ['missing-file 1:1'] },
  { typed: '> [!DANGER]\n> 5 mg', said: ['unknown-callout 1:5'] },
  { typed: '> [!WARNING]\n> > 50 mg\n> kills', intent: 'Warning\n> 50 mg kills' },
  { typed: '[here]: #question\n\nLook [here].', intent: 'Look here.' },
  { typed: 'Look [here](#question "Dose: 5 mg").', intent: 'Look here.' },
];
