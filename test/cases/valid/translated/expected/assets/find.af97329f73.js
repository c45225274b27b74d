'use strict';
{
const { dataset: words } = document.currentScript;
const make = (tag, properties) => Object.assign(document.createElement(tag), properties);
const fold = (text) => text.normalize('NFKD').replace(/[\p{M}\u0640]/gu, '').toUpperCase();
const split = (text) => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
const cuts = (word) => [word, ...Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1))];
const rail = document.querySelector('.jump');
const links = rail ? [...rail.querySelectorAll('li > a')] : [];
const read = () =>
links.map((link) => {
const answer = document.getElementById(link.hash.slice(1)) ?? link;
return { item: link.parentElement, text: fold(answer.textContent + ' ' + link.dataset.keywords) };
});
const holding = (entries, word) => {
const exact = entries.filter(({ text }) => text.includes(word));
if (exact[0] || word.length < 4) return exact;
const wanted = new Set(cuts(word));
const isNear = (other) =>
[0, 1].some((more) => cuts(other.slice(0, word.length + more)).some((cut) => wanted.has(cut)));
return entries.filter(({ text }) => split(text).some(isNear));
};
const find = (query) => {
const entries = read();
const asked = [...new Set(split(query))].map((word) => holding(entries, word));
const countOf = (entry) => asked.filter((hits) => hits.includes(entry)).length;
const most = Math.max(...entries.map(countOf));
const shown = entries.filter((entry) => countOf(entry) === most);
for (const entry of entries) entry.item.hidden = !shown.includes(entry);
for (const list of rail.querySelectorAll('ol')) {
const title = list.previousElementSibling;
list.hidden = !list.querySelector('li:not([hidden])');
if (title.matches('p:not([role])')) title.hidden = list.hidden;
}
const number = (value) => value.toLocaleString(document.documentElement.lang);
if (!query.trim()) return '';
return most ? words.found.replace('{n}', number(shown.length)).replace('{total}', number(entries.length)) : words.none;
};
if (links.length > 1) {
const field = make('input', { id: '_find', type: 'search', autocomplete: 'off', spellcheck: false });
const status = make('p', { role: 'status' });
const search = make('search', { className: 'find' });
search.append(make('label', { htmlFor: '_find', textContent: words.find }), field, status);
field.oninput = () => {
status.textContent = find(field.value);
};
field.onkeydown = ({ key, isComposing }) => {
if (key === 'Enter' && !isComposing && field.value) rail.querySelector('li:not([hidden]) > a').click();
};
rail.prepend(search);
}
for (const link of navigator.clipboard ? document.querySelectorAll('.answer > .foot a') : []) {
const answer = link.closest('.answer');
if (link.getAttribute('href') !== answer.id + '.html') continue;
const question = answer.querySelector('h2, h3').lastElementChild.textContent;
const group = make('span', { className: 'copy' });
const button = make('button', { type: 'button', textContent: words.copy, ariaLabel: words.copy + ': ' + question });
const status = make('span', { role: 'status' });
button.onclick = async () => {
const said = await navigator.clipboard.writeText(link.href).then(() => words.copied, () => link.href);
status.textContent = ' ' + said;
setTimeout(() => status.replaceChildren(), 4000);
};
group.append(button, status);
link.after(group);
}
}
