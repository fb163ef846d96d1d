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

// For how long what is new waits until the focus or a selection has left, which may be forgotten there; and what cannot be read at a moment
// stays though others are named within it, for which nobody asks meanwhile.
const HELD = 120000;
const UNASKED = 30000;

let etag = '';
let waiting = 0;
let waitingSince = 0;
let asking = false;
let askAgain = false;
let connected = false;
let failures = 0;
let misses = 0;
let retry = 0;
let ended = false;

// What stays on the screen though something else is to be shown there: since when, and for how long at most.
const left = new Map();

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
    // One at a time: others ask meanwhile, too, when somebody comes back.
    clearTimeout(retry);
    retry = setTimeout(() => isLookedAt() && refreshSoon(), rest * (1 + Math.random()));
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
  // What is between answers 403 and 404 of its own, which says nothing of the link.
  if ([401, 403, 404].includes(answer.status) && answer.headers.has('plenum-refused')) return gone();
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
  leaveWhatStays(prose, nextProse);
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

/** Leaves in what comes what stands on the screen and stays there for now. */
function leaveWhatStays(prose, next) {
  const before = new Map(left);
  left.clear();
  const isLater = next.querySelector('[data-later]') !== null;
  let twins = placesIn(next);
  for (const [key, place] of placesIn(prose)) {
    const twin = isLater || isUsed(place) ? twins.get(key) : undefined;
    if (!twin || twin.outerHTML === place.outerHTML) continue;
    const bound = boundOf(place, twin);
    const known = before.get(key);
    const since = known?.bound === bound ? known.since : Date.now();
    if (Date.now() - since >= bound) continue;
    left.set(key, { since, bound });
    twin.replaceWith(place.cloneNode(true));
    twins = placesIn(next);
  }
}

/**
 * For how long what stands in a place stays there. What cannot be read at this moment may still be had by its address, though nobody has
 * asked for what is named within it. What is new waits where somebody is, unless something may be read no more.
 */
function boundOf(place, twin) {
  const address = place.querySelector(':scope > .shown-page-title > a')?.getAttribute('href');
  const isKept = twin.dataset.later !== undefined && twin.querySelector('a').getAttribute('href') === address;
  if (isKept) return place.querySelector('.shown-page[aria-label], .document-link') ? UNASKED : Infinity;
  const mayStay = twin.hasAttribute('aria-label') && isUsed(place);
  return mayStay && namesIn(place).every((name) => namesIn(twin).includes(name)) ? HELD : 0;
}

/** All places by their names, and of one name by their order. */
function placesIn(root) {
  const counts = new Map();
  const keyed = [...root.querySelectorAll(PLACES)].map((place) => {
    const name = nameOfPlace(place);
    counts.set(name, (counts.get(name) ?? 0) + 1);
    return [`${name} ${counts.get(name)}`, place];
  });
  return new Map(keyed);
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
  if (left.size === 0 || ended) return;
  for (const [key, place] of placesIn(shared)) {
    if (left.get(key)?.bound !== HELD || isUsed(place)) continue;
    left.delete(key);
    etag = '';
    refreshSoon();
  }
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
for (const news of ['focusout', 'selectionchange']) document.addEventListener(news, takeWhatWasLeft);
// What is shown from other pages is no news of this page's socket, either.
setInterval(() => {
  const isOverdue = [...left.values()].some(({ since, bound }) => Date.now() - since >= bound);
  if (isOverdue) etag = '';
  if (!connected || misses > 0 || !isLookedAt()) return;
  if (isOverdue || [...shared.querySelectorAll(PLACES)].some(isNear)) refreshSoon();
}, ELSEWHERE);
connect();
