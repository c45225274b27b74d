import type { IsoDate } from '../schema/dates.ts';

/**
 * The faq.yaml that a project begins with. Its three answers hold for every site of faqgen, so that they
 * may stay; what begins with `#` and no space behind it is an example to be used by taking that sign away.
 */
export function startingFaq({
  title,
  url,
  today,
  schema,
  pages,
}: {
  title: string;
  url: string | null;
  today: IsoDate;
  schema: string;
  pages: string;
}): string {
  return `# yaml-language-server: $schema=${schema}

# All that readers see stands in this file, and \`npx --no-install faqgen watch --open\` shows every save of it.
# "# " begins a remark, as here; a "#" right before a word or two spaces begins an example: take it away to use it.
# Every key is explained in ${pages}faq-yaml.md

title: ${JSON.stringify(title)}
description: Short answers, each with an address of its own.
language: en

# Where the site will stand. With it there is a sitemap, a feed, and a picture wherever a link is shared.
${url === null ? '#url: https://example.org/faq/' : `url: ${JSON.stringify(url)}`}

# Who publishes the answers.
#publisher:
#  name: Example Clinic
#  url: https://example.org/

# A strip above everything, for what cannot wait.
#urgent:
#  text: In an emergency, call **112**.

questions:
  # An id is the address of its answer. To change one that is published, list the old one in \`formerly\`.
  - id: send-one-answer
    question: How do I send somebody a single answer?
    short: Send the address of its own page.
    answer: |
      Each answer has a page of its own:

      1. Follow the mark beside the question, **#**.
      2. Send the address that your browser then shows.

      Whoever opens it sees the same words, the same sources, and the way to all the other questions.
    updated: ${today}

  - id: print-or-keep
    question: Can I print these answers, or keep a copy?
    short: Yes. Print the page, or save it from your browser.
    answer: |
      Print the front page for all answers, or the page of a single one for that one alone: see [how to reach it](#send-one-answer). On paper, the address of a link stands behind its words.

      A copy does not change when an answer does. Before you rely on an old one, look here for what holds today.
    updated: ${today}

  - id: how-current
    question: How do I know how current an answer is?
    short: Look for the day on which it was last changed.
    answer: |
      The day below an answer is the day on which its words last changed. Where an answer rests on sources, small numbers in it lead to them.

      Where a person has reviewed an answer, the name and the day stand below it. When the words change, they no longer do.
    updated: ${today}

# Sources, to be named behind what they support, as in: A cup holds 95 mg [@usda].
#sources:
#  usda:
#    title: FoodData Central
#    publisher: US Department of Agriculture
#    url: https://fdc.nal.usda.gov/
#    date: 2024

# Who reviews the answers. Each signs what they approve, see ${pages}reviewing.md
#reviewers:
#  doe:
#    name: Jane Doe
#    role: Dietitian

# Whom to ask.
#contact:
#  phone: +1 555 010 0199
#  hours: Monday to Friday, 9 to 17
#  disclosure: The publisher answers this line, and pays for it.

# What a build demands. With \`require\`, nothing is published that nobody signed.
#policy:
#  review: warn
#  citations: warn

disclaimer:
  text: These answers are general information. They do not know your situation, and they do not replace advice from a professional.
`;
}
