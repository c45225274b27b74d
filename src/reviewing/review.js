// Runs in the browser of a reviewer, in the page that `faqgen review open` serves. It asks for what a reviewer decides,
// and shows the text as it is now, as soon as somebody saves another one. Markup comes from that server alone.

const token = document.querySelector('meta[name=faqgen-token]').content;
const main = document.querySelector('main');
const message = document.querySelector('#message');
/** Milliseconds between two looks at the text. */
const pause = 1500;

/** What is being asked for; null where nothing is. */
let asking = null;
/** Counts what was begun: what a look brings that was begun before something else is out of date. */
let turn = 0;

function tell(text) {
  message.textContent = text;
}

async function fetchMain() {
  const query = new URLSearchParams(location.search);
  query.set('revision', main.dataset.revision);
  const response = await fetch(`main?${query}`);
  if (!response.ok) throw new Error(String(response.status));
  return response.json();
}

/** Shows the text as it is now. What was typed into the note stays. Returns whether it is another one. */
async function refresh() {
  const own = ++turn;
  const { revision, title, main: markup } = await fetchMain();
  if (markup === undefined || own !== turn) return false;
  const note = main.querySelector('#note')?.value ?? '';
  const open = [...main.querySelectorAll('details')].map((one) => one.open);
  const hadFocus = main.contains(document.activeElement) && document.activeElement !== main;
  const focused = hadFocus ? document.activeElement.id : '';
  main.innerHTML = markup;
  main.dataset.revision = revision;
  document.title = title;
  const now = main.querySelector('#note');
  if (now) now.value = note;
  for (const [index, details] of [...main.querySelectorAll('details.preview')].entries())
    details.open = open[index] ?? false;
  if (hadFocus) (document.getElementById(focused) ?? main).focus({ preventScroll: true });
  return true;
}

async function look() {
  if (document.visibilityState === 'visible' && asking === null) {
    try {
      const isOther = await refresh();
      if (isOther && asking === null) tell('This has changed a moment ago. Here is how it is now.');
      else if (message.dataset.lost) tell('');
      delete message.dataset.lost;
    } catch {
      tell('The program has ended. Start it again, and open the address that it prints.');
      message.dataset.lost = 'true';
    }
  }
  setTimeout(look, pause);
}

async function ask(form) {
  const { answer, by, shown } = form.closest('.decision').dataset;
  const act = form.dataset.act;
  const isApproval = act === 'approve';
  asking = new AbortController();
  turn++;
  const button = form.querySelector('button');
  button.setAttribute('aria-disabled', 'true');
  tell(
    isApproval ? 'Signing … If your key asks for a passphrase or a touch, it waits for you now.' : 'Writing it down …',
  );
  const stop = isApproval ? addStop(form) : null;
  try {
    const response = await fetch(act, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Faqgen-Token': token },
      body: JSON.stringify({ answer, by, shown, note: isApproval ? '' : form.querySelector('#note').value }),
      signal: asking.signal,
    });
    const { message: said } = await response.json();
    if (response.ok && !isApproval) form.querySelector('#note').value = '';
    if (response.ok || response.status === 409) await refresh();
    tell(said);
  } catch {
    tell(
      asking.signal.aborted
        ? 'It was stopped. Nothing was approved.'
        : 'The program does not answer. Look at the list whether it was approved.',
    );
  }
  asking = null;
  stop?.remove();
  button.removeAttribute('aria-disabled');
  message.focus();
}

/** While a key waits for its owner, they may leave it. */
function addStop(form) {
  const stop = document.createElement('button');
  stop.type = 'button';
  stop.textContent = 'Stop waiting';
  stop.addEventListener('click', () => asking?.abort());
  form.append(' ', stop);
  return stop;
}

document.addEventListener('submit', (event) => {
  const form = event.target.closest('form[data-act]');
  if (!form) return;
  event.preventDefault();
  if (asking === null) ask(form);
});

setTimeout(look, pause);
