// Shows a page of slides one after the other: by keys, buttons and swipes, on the full screen, each as large as it fits.
const shared = document.getElementById('shared');
const controls = document.getElementById('controls');
const number = document.getElementById('number');
const leave = document.getElementById('leave');

// What a slide's letters are shrunk to, step by step, until it fits.
const SIZES = [1, 0.85, 0.72, 0.61, 0.52, 0.44, 0.38];
// Pixels that a finger moves to the side for a swipe.
const SWIPE = 60;

const still = matchMedia('(prefers-reduced-motion: reduce)');
// Beside the slides and not at them, so that they stay what the server sent and live text can be compared with it.
const sizes = new CSSStyleSheet();
let current = 0;
let touch = null;

function slides() {
  return [...shared.querySelectorAll('.slide')];
}

function show(index, behavior = still.matches ? 'instant' : 'smooth') {
  const all = slides();
  current = Math.max(0, Math.min(all.length - 1, index));
  all[current]?.scrollIntoView({ behavior, block: 'start' });
  tell();
}

function tell() {
  const count = slides().length;
  const text = count === 0 ? '' : `${current + 1} / ${count}`;
  if (number.textContent !== text) number.textContent = text;
}

/** The slide that takes most of the window. */
function look() {
  const middle = innerHeight / 2;
  const found = slides().findIndex((slide) => {
    const { top, bottom } = slide.getBoundingClientRect();
    return top <= middle && bottom > middle;
  });
  if (found >= 0) current = found;
  tell();
}

function fit() {
  const all = slides();
  const steps = all.map(() => 0);
  for (let round = 1; round <= SIZES.length; round++) {
    const rule = (step, i) =>
      `.slides > .slide:nth-child(${i + 1}) { font-size: calc(var(--slide) * ${SIZES[step]}) }`;
    sizes.replaceSync(steps.map(rule).join('\n'));
    const tooHigh = all.map((slide) => slide.offsetHeight > innerHeight + 1);
    if (round === SIZES.length || !tooHigh.includes(true)) return;
    for (const [i, isTooHigh] of tooHigh.entries())
      if (isTooHigh) steps[i] = Math.min(round, SIZES.length - 1);
  }
}

function fullScreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen?.().catch(() => {});
}

const KEYS = {
  ArrowRight: () => show(current + 1),
  ArrowDown: () => show(current + 1),
  PageDown: () => show(current + 1),
  ' ': () => show(current + 1),
  ArrowLeft: () => show(current - 1),
  ArrowUp: () => show(current - 1),
  PageUp: () => show(current - 1),
  Home: () => show(0),
  End: () => show(slides().length - 1),
  f: fullScreen,
  // On the full screen the browser takes this key for itself.
  Escape: () => leave.click(),
};

addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const isPressed = event.target.closest?.('button, a') && (event.key === ' ' || event.key === 'Enter');
  const act = event.shiftKey && event.key === ' ' ? KEYS.PageUp : KEYS[event.key];
  if (!act || isPressed) return;
  event.preventDefault();
  act();
});

addEventListener(
  'touchstart',
  ({ touches }) => {
    touch = touches.length === 1 ? { x: touches[0].clientX, y: touches[0].clientY } : null;
  },
  { passive: true },
);
addEventListener(
  'touchend',
  ({ changedTouches }) => {
    if (!touch) return;
    const [x, y] = [changedTouches[0].clientX - touch.x, changedTouches[0].clientY - touch.y];
    touch = null;
    if (Math.abs(x) < SWIPE || Math.abs(x) < 2 * Math.abs(y)) return;
    const forward = document.dir === 'rtl' ? x > 0 : x < 0;
    show(current + (forward ? 1 : -1));
  },
  { passive: true },
);

addEventListener('scrollend', look);
addEventListener('resize', () => {
  fit();
  show(current, 'instant');
});

// Live text comes as other blocks of the same page.
new MutationObserver(() => {
  fit();
  look();
}).observe(shared, { childList: true, subtree: true, characterData: true });

document.getElementById('previous').addEventListener('click', () => show(current - 1));
document.getElementById('next').addEventListener('click', () => show(current + 1));
const full = document.getElementById('full');
full.hidden = !document.fullscreenEnabled;
full.addEventListener('click', fullScreen);
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sizes];
controls.hidden = false;
fit();
look();
