// A FAQ of any size, the same words for the same seed: what the benchmarks build.

const sectionSize = 100;
const words =
  'patient dose clinic therapy infusion effect question answer study treatment session doctor nurse evidence trial memory sleep pain mood anxiety pressure heart week month hour minute before after during without often rarely usually never always safe careful record review visit cost plan support family home driver water food medicine tablet nasal spray'.split(
    ' ',
  );

/** Sections of 100 questions each, with answers of about 110 words: paragraphs, a list, a link to another answer. */
export function makeCorpus(size, seed = 1) {
  const random = mulberry32(seed);
  const pick = () => words[Math.floor(random() * words.length)];
  const sentence = (length) => {
    const text = Array.from({ length }, pick).join(' ');
    return `${text[0].toUpperCase()}${text.slice(1)}`;
  };
  const questions = Array.from({ length: size }, (_, index) => {
    const other = Math.floor(random() * size) + 1;
    const paragraph = () => `${sentence(14)}. ${sentence(11)}, **${pick()} ${pick()}**, ${sentence(9).toLowerCase()}.`;
    const list = Array.from({ length: 3 }, () => `- ${sentence(7)}`).join('\n');
    return {
      id: `question-${index + 1}`,
      question: `${sentence(7)} ${index + 1}?`,
      answer: `${paragraph()}\n\n${list}\n\n${paragraph()} ${sentence(4)} [${pick()} ${pick()}](#question-${other}).`,
    };
  });
  return Array.from({ length: Math.ceil(size / sectionSize) }, (_, index) => ({
    id: `section-${index + 1}`,
    title: `${sentence(3)} ${index + 1}`,
    questions: questions.slice(index * sectionSize, (index + 1) * sectionSize),
  }));
}

/** The corpus as a faq.yaml. */
export function faqYaml(sections) {
  const indented = (text, indent) => text.replaceAll(/^(?=.)/gm, ' '.repeat(indent));
  const lists = sections.map(({ id, title, questions }) => {
    const entries = questions.map(
      (one) =>
        `      - id: ${one.id}\n        question: ${one.question}\n        answer: |\n${indented(one.answer, 10)}\n`,
    );
    return `  - id: ${id}\n    title: ${title}\n    questions:\n${entries.join('')}`;
  });
  return `title: Bench\nurl: https://bench.example/\npolicy: {review: off, citations: off}\nsections:\n${lists.join('')}`;
}

/** 32-bit generator with a known sequence (Tommy Ettinger's mulberry32). */
function mulberry32(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
