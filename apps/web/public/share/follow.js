// Follows the live text of a shared page: the socket only says that something changed, the text comes from the server.
const shared = document.getElementById('shared');
const state = document.getElementById('state');

// Messages that say that something is new: of the text, of the title.
const NEWS = [0, 102];
const QUIET = 300;
const LONGEST = 2000;
const TIMEOUT = 10000;
const STEP_BACK = 1000;
const FARTHEST_BACK = 30000;
const ELSEWHERE = 5000;
const SELDOM = 60000;

// Places of what is shown from other pages, and how near the screen one has to be for it to be asked for.
const PLACES = '.shown-page, .child-pages';
const NEAR = 600;

let etag = '';
let waiting = 0;
let waitingSince = 0;
let asking = false;
let askAgain = false;
let connected = false;
let failures = 0;
let misses = 0;
let isSomethingLeft = false;
let ended = false;

function connect() {
  const address = new URL(shared.dataset.socket, location.href);
  address.protocol = address.protocol.replace('http', 'ws');
  const socket = new WebSocket(address);
  socket.binaryType = 'arraybuffer';
  socket.onopen = () => {
    failures = 0;
    connected = true;
    state.textContent = shared.dataset.live;
    refreshSoon();
  };
  socket.onmessage = ({ data }) => {
    if (NEWS.includes(new Uint8Array(data)[0])) refreshSoon();
  };
  socket.onclose = ({ code }) => {
    connected = false;
    if (ended) return;
    // The text was put back to an earlier state: this page holds no copy, and shows what there is now.
    const isPutBack = code === 4410;
    if (code >= 4400 && code < 4500 && !isPutBack) return gone();
    state.textContent = shared.dataset.paused;
    const longest = Math.min(FARTHEST_BACK, STEP_BACK * 2 ** failures++);
    setTimeout(connect, longest * (0.5 + Math.random() / 2));
  };
}

/** Waits for a pause in the writing, though never long, so that many readers don't all ask at each keystroke. */
function refreshSoon() {
  const now = Date.now();
  if (!waiting) waitingSince = now;
  clearTimeout(waiting);
  const rest = Math.max(0, waitingSince + LONGEST - now);
  waiting = setTimeout(refresh, Math.min(rest, QUIET + Math.random() * QUIET));
}

/** Asks for the text: once at a time, so that no answer comes after a newer one, and again where one was missed. */
async function refresh() {
  waiting = 0;
  if (asking) {
    askAgain = true;
    return;
  }
  asking = true;
  askAgain = false;
  const isDone = await fetchText().catch(() => false);
  asking = false;
  if (ended) return;
  if (isDone) misses = 0;
  if (askAgain) refreshSoon();
  // Without a connection there is nothing to try; the next one brings the text. Nor is there where nobody looks, until somebody does.
  else if (!isDone && connected) {
    const rest = Math.min(SELDOM, LONGEST * 2 ** misses++);
    setTimeout(() => isLookedAt() && refreshSoon(), rest * (1 + Math.random()));
  }
}

/** @returns whether what is shown is what the server has */
async function fetchText() {
  const address = new URL(location.pathname, location.href);
  address.searchParams.set('part', 'text');
  const answer = await fetch(address, {
    headers: etag ? { 'If-None-Match': etag } : {},
    signal: AbortSignal.timeout(TIMEOUT),
  });
  if ([401, 403, 404].includes(answer.status)) return gone();
  if (!answer.ok) return answer.status === 304;
  const text = await answer.text();
  if (ended) return true;
  show(new DOMParser().parseFromString(text, 'text/html').body);
  etag = answer.headers.get('etag') ?? '';
  return true;
}

/** Takes over what has changed and leaves every other block as it is, with the focus, the selection and the place in it. */
function show(next) {
  const title = shared.querySelector('.title');
  const nextTitle = next.querySelector('.title');
  document.title = nextTitle.textContent;
  if (title.outerHTML !== nextTitle.outerHTML) title.replaceWith(nextTitle);
  const [prose, nextProse] = [shared.querySelector('.prose'), next.querySelector('.prose')];
  keepOpen(prose, nextProse);
  leaveWhatIsUsed(prose, nextProse);
  replaceBlocks(prose, nextProse);
}

/** What somebody has opened or closed is so in what comes. */
function keepOpen(prose, next) {
  const before = [...prose.querySelectorAll('details')];
  const nameOf = (details) => details.querySelector('summary')?.textContent;
  for (const details of next.querySelectorAll('details')) {
    const at = before.findIndex((one) => nameOf(one) === nameOf(details));
    if (at >= 0) details.open = before.splice(at, 1)[0].open;
  }
}

/**
 * What is shown where the focus is, or a selection begins or ends, comes when these have left; what may be read no more goes at once, also
 * where it is named within what is shown.
 */
function leaveWhatIsUsed(prose, next) {
  isSomethingLeft = false;
  for (const place of prose.querySelectorAll(PLACES)) {
    if (!isUsed(place)) continue;
    const same = (one) => nameOfPlace(one) === nameOfPlace(place);
    const at = [...prose.querySelectorAll(PLACES)].filter(same).indexOf(place);
    const twin = [...next.querySelectorAll(PLACES)].filter(same)[at];
    if (!twin?.hasAttribute('aria-label') || twin.outerHTML === place.outerHTML) continue;
    if (!namesIn(place).every((name) => namesIn(twin).includes(name))) continue;
    twin.replaceWith(place.cloneNode(true));
    isSomethingLeft = true;
  }
}

function namesIn(place) {
  const lists = [place, ...place.querySelectorAll('*')].filter((one) => one.matches('.child-pages'));
  return [
    ...[...place.querySelectorAll('.shown-page[aria-label]')].map(nameOfPlace),
    ...lists.flatMap((list) => [...list.querySelectorAll('a')].map((link) => link.getAttribute('href'))),
  ];
}

function nameOfPlace({ className, dataset }) {
  return [className, dataset.page, dataset.block, dataset.levels].join(' ');
}

function isUsed(place) {
  const { anchorNode, focusNode, isCollapsed } = getSelection();
  const isSelected = !isCollapsed && (place.contains(anchorNode) || place.contains(focusNode));
  return isSelected || place.contains(document.activeElement);
}

function takeWhatWasLeft() {
  if (!isSomethingLeft || ended || [...shared.querySelectorAll(PLACES)].some(isUsed)) return;
  isSomethingLeft = false;
  etag = '';
  refreshSoon();
}

/** Makes the blocks of one element those of another, keeping each that stands unchanged in both, in the same order. */
function replaceBlocks(parent, next) {
  const old = [...parent.children].map((element) => ({ element, html: element.outerHTML }));
  const blocks = [...next.children].map((element) => ({ element, html: element.outerHTML }));
  let end = old.length;
  while (end > 0 && blocks.length > 0 && old[end - 1].html === blocks.at(-1).html) {
    blocks.pop();
    end--;
  }
  let start = 0;
  for (const { element, html } of blocks) {
    const found = old.findIndex((block, index) => index >= start && index < end && block.html === html);
    if (found < 0) {
      parent.insertBefore(element, old[start]?.element ?? null);
      continue;
    }
    for (const block of old.slice(start, found)) block.element.remove();
    start = found + 1;
  }
  for (const block of old.slice(start, end)) block.element.remove();
}

function isLookedAt() {
  return !ended && document.visibilityState === 'visible';
}

function isNear(place) {
  const { top, bottom, height } = place.getBoundingClientRect();
  return height > 0 && bottom > -NEAR && top < innerHeight + NEAR;
}

/** The link has ended: what it showed is taken from the screen, too. */
function gone() {
  ended = true;
  clearTimeout(waiting);
  state.textContent = '';
  document.title = 'Plenum';
  const notice = document.createElement('p');
  notice.className = 'problem';
  notice.setAttribute('role', 'alert');
  notice.textContent = shared.dataset.gone;
  shared.replaceChildren(notice);
}

// A new title alone is no news of the socket's.
document.addEventListener('visibilitychange', () => isLookedAt() && refreshSoon());
for (const left of ['focusout', 'selectionchange']) document.addEventListener(left, takeWhatWasLeft);
// What is shown from other pages is no news of this page's socket, either.
setInterval(() => {
  if (connected && misses === 0 && isLookedAt() && [...shared.querySelectorAll(PLACES)].some(isNear))
    refreshSoon();
}, ELSEWHERE);
connect();
