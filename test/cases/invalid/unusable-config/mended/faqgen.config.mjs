export default {
  rules: {
    short: (faq) => faq.title,
  },
};
