/** Making patterns takes longer than printing nine answers; most FAQs hold words of a review in one language, or none. */
export function whenAsked<Made>(make: () => Made): () => Made {
  let made: Made | null = null;
  return () => {
    made ??= make();
    return made;
  };
}
