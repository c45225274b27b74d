import type { AuditFacts } from './auditFacts.ts';
import { type Finding, type Framework, listed, person, share } from './finding.ts';

/** What the European Accessibility Act asks of services to consumers. */
export const accessibilityAct: Framework<AuditFacts> = {
  name: 'European Accessibility Act: Directive (EU) 2019/882, from 28 June 2025, with EN 301 549',
  address: 'https://eur-lex.europa.eu/eli/dir/2019/882/oj',
  criteria: {
    'It applies: a service of article 2(2), by other than a microenterprise (article 4(5))': () =>
      person(
        'Does the FAQ belong to a service to consumers that article 2(2) names, as e-commerce, banking or transport? Do fewer than ten people work for its provider, with a turnover or a balance sheet of two million euros a year at most, so that it is exempt?',
      ),
    'Websites are perceivable, operable, understandable and robust (annex I, section III, point c)': ({
      hasOwnTheme,
    }) => ({
      finding: 'partly',
      evidence: [
        'clause 9 of EN 301 549 takes over criteria of WCAG, which follow below',
        ...(hasOwnTheme
          ? ['the theme is one of your own']
          : ['axe finds nothing on pages of the built-in theme (tests)']),
      ],
      todo: 'Who tested the pages with what readers use, and when?',
    }),
    'Information says how the service meets the requirements (article 13(2), annex V)': declared,
    'Support services tell of accessibility in accessible ways (annex I, section III, point d)': ({ faq }) =>
      person(
        'Can whoever answers tell about accessibility, and be reached by readers who do not hear, speak or write?',
        faq.contact || faq.chat ? ['`contact` or `chat` names who can be asked'] : ['no `contact`, no `chat`'],
      ),
  },
};

/** The criteria of levels A and AA that touch a FAQ. */
export const wcag: Framework<AuditFacts> = {
  name: 'WCAG 2.2, levels A and AA',
  address: 'https://www.w3.org/TR/WCAG22/',
  criteria: {
    '1.1.1 Non-text content': pictures,
    '1.2.1 to 1.2.5, 1.4.2 Sound and video': ({ hasOwnTheme }) =>
      ofTheme(hasOwnTheme, 'no answer can hold sound or video'),
    '1.3.1, 2.4.6, 4.1.2 Headings, lists, tables and controls are what they look like': ({ hasOwnTheme }) => ({
      finding: hasOwnTheme ? 'needs a person' : 'partly',
      evidence: ['each question is a heading, and answers have lists and tables with headers: printed from Markdown'],
      todo: 'Does each heading say what stands below it, and does no table stand for a layout?',
    }),
    '1.4.3, 1.4.11 Contrast': contrast,
    '1.4.4, 1.4.10, 1.4.12 Larger text, 320 pixels, wider spacing': ({ hasOwnTheme }) =>
      ofTheme(hasOwnTheme, 'pages flow in one column from 320 pixels on, and sizes follow those of the reader'),
    '1.4.5 Images of text': ({ pictures: { total } }) =>
      total === 0
        ? { finding: 'found', evidence: ['no answer holds a picture'], todo: null }
        : person('Does any picture show words that could be typed?', [`pictures in answers: ${total}`]),
    '2.1.1, 2.1.2, 2.4.3, 2.4.7, 2.4.11 Keyboard and focus': ({ hasOwnTheme }) =>
      ofTheme(hasOwnTheme, 'the Tab key reaches all there is, in order and in sight'),
    '2.2, 2.3 Time and flashes': ({ hasOwnTheme }) => ofTheme(hasOwnTheme, 'nothing ends by itself, flashes or moves'),
    '2.4.1, 2.4.2 Skipping blocks, page titles': ({ hasOwnTheme }) =>
      ofTheme(hasOwnTheme, 'each page has a title, and begins with a link to its content'),
    '2.4.4 Link purpose': links,
    '2.5.8 Targets of 24 pixels': ({ hasOwnTheme }) =>
      ofTheme(hasOwnTheme, 'each target is as large, or has that much room, or stands in a sentence'),
    '3.1.1, 3.1.2 Language of page and parts': ({ faq }) => ({
      finding: 'partly',
      evidence: [`each page says that it is in ${faq.language}`],
      todo: 'Does any answer hold a passage in another language? Markdown cannot mark it.',
    }),
    '3.2.3, 3.2.4, 3.2.6 The same things in the same places, help among them': ({ faq, hasOwnTheme }) =>
      ofTheme(
        hasOwnTheme,
        faq.contact || faq.chat ? 'whom to ask stands at the same place of every page' : 'all pages are laid out alike',
      ),
    '3.3 Input, 4.1.3 Status messages': ({ hasOwnTheme }) =>
      ofTheme(
        hasOwnTheme,
        'nothing is sent; the field that finds questions has a label, and says what it found as a status',
      ),
    'All of it, with people': () =>
      person('Which pages did somebody read with a screen reader, by keyboard alone, and enlarged four times?'),
  },
};

/** What the program's own pages are by their making and their tests; a theme of one's own may be otherwise. */
function ofTheme(hasOwnTheme: boolean, evidence: string): Finding {
  return hasOwnTheme
    ? person('Does the theme of your own keep it so?', [`${evidence} (built-in theme)`])
    : { finding: 'found', evidence: [`${evidence} (built-in theme, by its tests)`], todo: null };
}

function declared({ accessibility }: AuditFacts): Finding {
  return accessibility === null
    ? {
        finding: 'missing',
        evidence: ['nothing says how accessible the site is'],
        todo: 'say it in the terms and conditions or an equivalent document, and link to that in `site.footer` or `related`',
      }
    : {
        finding: 'partly',
        evidence: [`accessibility is declared: ${accessibility}`],
        todo: 'Does it describe the service, how it works, and how it meets the requirements, also aloud?',
      };
}

function pictures({ pictures: { total, without } }: AuditFacts): Finding {
  if (total === 0) return { finding: 'found', evidence: ['no answer holds a picture'], todo: null };
  const shared = share('pictures in answers have a text', without, total, 'write it between the brackets of `![](…)`');
  return {
    ...shared,
    finding: shared.finding === 'found' ? 'partly' : shared.finding,
    todo: shared.todo ?? 'Does each text say what its picture says?',
  };
}

function contrast({ faq, hasOwnTheme }: AuditFacts): Finding {
  const { accent } = faq.theme;
  return ofTheme(
    hasOwnTheme,
    accent === null
      ? 'all colours have their contrast, light and dark'
      : `the accent ${accent} can be read, light and dark: others are refused`,
  );
}

function links({ vagueLinks }: AuditFacts): Finding {
  return vagueLinks.length === 0
    ? {
        finding: 'partly',
        evidence: ['no link is called “here” or the like; those of the program name their question'],
        todo: 'Does each link say where it leads, with the sentence around it?',
      }
    : {
        finding: 'missing',
        evidence: [`links that do not say where they lead: ${listed(vagueLinks)}`],
        todo: 'let the words of the link name what is there',
      };
}
