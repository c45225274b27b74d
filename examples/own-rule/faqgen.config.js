/** @type {import('faqgen').Config} */
export default {
  rules: {
    // A list of the links of a page, as screen readers give it, would be "here, here, here".
    'link-says-here': (faq, report) => {
      for (const { answer } of faq.sections.flatMap(({ questions }) => questions))
        for (const { 0: words, index } of answer.text.matchAll(/\[(?:click )?here\]/gi))
          report({
            at: answer,
            start: index,
            end: index + words.length,
            message: 'this link does not say where it leads',
            help: 'make a link of the words that name the page',
          });
    },
  },
};
