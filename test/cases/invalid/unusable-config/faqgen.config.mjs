export default {
  rule: {
    short: (faq) => faq.title,
  },
};
