import type { Site } from '../pages/pagePrinter.ts';
import { originView } from '../pages/presentParts.ts';
import { claimSearch } from '../proof/reviewClaims.ts';
import { alteredAnswers } from '../published/publishedAnswers.ts';
import type { PublishedSite } from '../published/publishedSite.ts';

/**
 * How a page that was printed by templates of the author shows its signed answers otherwise than they were approved, by the eyes
 * of `review verify`: nothing stands in them that was neither approved nor printed by the program.
 */
export function alteredByTheme(site: Site, path: string, html: string): string[] {
  const { edition, filePaths, pictureSizes } = site;
  const { faq, reviews, isPreview } = edition;
  // A preview marks in an answer what is not published, and nobody verifies it.
  if (faq.policy.review === 'off' || isPreview) return [];
  const sizes = new Map(
    [...filePaths].flatMap(([file, inSite]) => {
      const size = pictureSizes.get(file);
      return size ? [[inSite, size] as const] : [];
    }),
  );
  const around: PublishedSite = { ...nothingAround, sizeOf: (address) => sizes.get(address) ?? null };
  const questions = new Map(
    edition.sections.flatMap((section) => section.questions.map((one) => [one.id, one] as const)),
  );
  return alteredAnswers(html, path, around, {
    signOffOf: (id) => {
      const review = reviews.get(id);
      if (review?.state !== 'signed') return null;
      return { ...review.signOff, further: review.further.map(({ signOff }) => signOff) };
    },
    labelOf: (id) => {
      const question = questions.get(id);
      return question ? (originView(site, question)?.text ?? null) : null;
    },
  });
}

/** What is proven of the rest of a page is proven elsewhere. */
const nothingAround: PublishedSite = {
  origins: [],
  faq: null,
  isListed: false,
  search: claimSearch([]),
  wholeAddresses: () => new Map(),
  isStyle: () => true,
  isScript: () => true,
  sizeOf: () => null,
  digestOf: () => null,
  isAltered: () => false,
};
