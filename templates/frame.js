// Tells the page around a frame how high this one is, whenever it asks and as often as that changes. Who may frame this page,
// its host says (`frame-ancestors`); the answer goes to whoever asked, and to no other origin.
'use strict';
addEventListener('message', ({ source, origin, data }) => {
  if (source !== parent || source === self || data !== 'faqgen height?') return;
  const page = document.documentElement;
  new ResizeObserver(() => {
    parent.postMessage({ faqgenHeight: page.getBoundingClientRect().height }, origin);
  }).observe(page);
});
