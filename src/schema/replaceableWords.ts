/**
 * The built-in words that a FAQ may replace one by one, in English. What says how things stand with a review, or
 * stands in an answer, is not among them: `faqgen review verify` reads published pages by it, in each language.
 */
export const replaceableWords = {
  skipToAnswers: 'Skip to the answers',
  skipToContent: 'Skip to the content',
  urgentHelp: 'Urgent help',
  sections: 'Sections',
  inSection: 'In this section',
  find: 'Find a question',
  found: '{n} of {total} questions',
  foundNone: 'No question holds these words. All are listed.',
  searchNone: 'No question holds these words.',
  searchFailed: 'The search did not load. The list below has the questions.',
  questionCount: 'Questions: {n}',
  openAll: 'Open all',
  closeAll: 'Close all',
  backToCitation: 'Back to citation {n}',
  related: 'Further reading',
  relatedQuestions: 'Related questions',
  contact: 'Do you have a question?',
  call: 'Call',
  hours: 'Hours',
  cost: 'Cost',
  chat: 'Chat with us',
  chatElsewhere: 'The chat opens on another website.',
  chatStart: 'Start the chat',
  chatFailed: 'The chat did not load. The link below leads to it.',
  chatAtProvider: 'Open the chat at {provider}',
  disclaimer: 'Disclaimer',
  publisher: 'Published by',
  previousQuestion: 'Previous question',
  nextQuestion: 'Next question',
  allQuestions: 'All questions',
  otherQuestions: 'Previous and next question',
  siteMenu: 'Menu',
  siteLinks: 'About this site',
  otherLanguages: 'Other languages',
  notFound: 'Page not found',
  notFoundText: 'There is no page at this address. It may have been mistyped, or the page may have been removed.',
  moved: 'This page has moved',
} as const;

export type ReplaceableWord = keyof typeof replaceableWords;

/** What a text has to hold to be filled in, as `{n}`. */
export function placeholdersIn(text: string): string[] {
  return [...text.matchAll(/\{\w+\}/g)].map(([placeholder]) => placeholder);
}
