/** @type {import('faqgen').Config} */
export default {
  inlines: [
    { marks: '[[', element: 'kbd' },
    { marks: '==', element: 'mark' },
  ],
};
