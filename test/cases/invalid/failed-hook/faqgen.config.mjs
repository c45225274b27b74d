export default {
  rules: {
    'has-answers': (faq, report) => {
      if (faq.questions.length === 0) report({ message: 'there are no questions' });
    },
  },
};
