const quoted = JSON.stringify;

/** A FAQ with the same payload in every place that takes words; Markdown places take the Markdown payload. */
export function everywhere(text: string, markdown: string): string {
  const [words, prose] = [quoted(text), quoted(markdown)];
  const inside = `| a |\n| - |\n| ${markdown.replaceAll(/[|\n]/g, ' ')} |\n\n*${markdown}* [${markdown}](#question) [see [@one]](#other)`;
  return `title: ${words}
description: ${words}
url: https://faq.example/
publisher: {name: ${words}, about: ${prose}}
urgent: {text: ${prose}}
sources: {one: {title: ${words}, authors: ${words}, publisher: ${words}, url: "https://example.org/"}}
reviewers: {one: {name: ${words}, role: ${words}, credentials: [${words}], bio: ${prose}}}
contact: {title: ${words}, text: ${prose}, reasons: [${words}], phone: "+1 800 662 4357", phones: [{label: ${words}, number: "112"}], hours: ${words}, cost: ${words}, link: {label: ${words}, url: "https://example.org/"}, disclosure: ${prose}}
chat: {url: "https://example.org/chat", label: ${words}}
related: [{title: ${words}, url: "https://example.org/", description: ${words}}]
disclaimer: {title: ${words}, text: ${prose}}
sections:
  - id: section
    title: ${words}
    intro: ${prose}
    questions:
      - {id: question, question: ${words}, short: ${words}, answer: ${quoted(inside)}, updated: 2026-11-01, related: [other]}
      - {id: other, question: ${words}, answer: ${quoted(inside)}}
`;
}
