/** @type {import('faqgen').Config} */
export default {
  outputs: {
    // A table for the program of the desk, which reads no JSON (RFC 4180).
    table: (faq) => {
      const questions = faq.sections.flatMap((section) => section.questions);
      const rows = questions.map(({ id, question, answer }) => [id, question.plain, answer.plain]);
      const lines = [['id', 'question', 'answer'], ...rows].map((row) =>
        row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','),
      );
      return [{ path: 'answers.csv', contents: `${lines.join('\r\n')}\r\n` }];
    },
  },
};
