// Follows the live text of a shared page: the socket only says that something changed, the text comes from the server.
const shared = document.getElementById('shared');
const state = document.getElementById('state');

const SYNC = 0;
const QUIET = 300;
const LONGEST = 2000;
const STEP_BACK = 1000;
const FARTHEST_BACK = 30000;

let etag = '';
let waiting = 0;
let waitingSince = 0;
let failures = 0;
let ended = false;

function connect() {
  const address = new URL(shared.dataset.socket, location.href);
  address.protocol = address.protocol.replace('http', 'ws');
  const socket = new WebSocket(address);
  socket.binaryType = 'arraybuffer';
  socket.onopen = () => {
    failures = 0;
    state.textContent = shared.dataset.live;
    refreshSoon();
  };
  socket.onmessage = ({ data }) => {
    if (new Uint8Array(data)[0] === SYNC) refreshSoon();
  };
  socket.onclose = ({ code }) => {
    if (ended) return;
    if (code >= 4400 && code < 4500) return gone();
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

async function refresh() {
  waiting = 0;
  try {
    const address = new URL(location.pathname, location.href);
    address.searchParams.set('part', 'text');
    const answer = await fetch(address, {
      headers: etag ? { 'If-None-Match': etag } : {},
      signal: AbortSignal.timeout(10000),
    });
    if (answer.status === 401 || answer.status === 404) return gone();
    if (!answer.ok) return;
    etag = answer.headers.get('etag') ?? '';
    const text = await answer.text();
    if (!ended) shared.innerHTML = text;
  } catch {
    // The next change, or the next connection, brings the text.
  }
}

/** The link has ended: what it showed is taken from the screen, too. */
function gone() {
  ended = true;
  clearTimeout(waiting);
  state.textContent = '';
  const notice = document.createElement('p');
  notice.className = 'problem';
  notice.setAttribute('role', 'alert');
  notice.textContent = shared.dataset.gone;
  shared.replaceChildren(notice);
}

connect();
