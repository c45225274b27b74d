export default {
  rules: {
    'has-answers': (faq, report) => {
      if (faq.sections.length === 0) report({ message: 'there are no questions' });
    },
  },
};
