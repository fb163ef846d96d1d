import type { KnownLinks } from './known-links.ts';

/** Milliseconds in which more links may come before they are asked for, and until asking is given up. */
const [GATHER, PATIENCE] = [50, 10_000];

/** What the links of a text read as: see the programs' interface. */
interface Linked {
  items: { id: string; title: string }[];
  wanted: { name: string; document: { id: string; title: string } | null }[];
}

/** Of the text that is open now, and where it is asked for. */
let current: { known: KnownLinks; address: string } | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Asks soon what the links of an open text read as, and again whenever somebody comes back to it. */
export function follow(known: KnownLinks, address: string): void {
  if (current === null) {
    document.addEventListener('visibilitychange', askAgain);
    document.addEventListener('click', stay);
  }
  current = { known, address };
  clearTimeout(timer);
  timer = setTimeout(() => ask().catch(() => {}), GATHER);
}

function askAgain(): void {
  if (current && document.visibilityState === 'visible') follow(current.known, current.address);
}

/** Whoever writes chooses a link by a click, as any other part; browsers would follow it, since it cannot be written in. */
function stay(event: MouseEvent): void {
  const { target, ctrlKey, metaKey, shiftKey } = event;
  if (ctrlKey || metaKey || shiftKey || !(target instanceof Element)) return;
  if (target.closest('.ProseMirror[contenteditable="true"] a.document-link')) event.preventDefault();
}

async function ask(): Promise<void> {
  if (!current) return;
  const { known, address } = current;
  const answer = await fetch(address, { signal: AbortSignal.timeout(PATIENCE) });
  if (!answer.ok) return;
  const { items, wanted }: Linked = await answer.json();
  for (const { id, title } of items) known.titles.set(id, title);
  for (const { name, document: there } of wanted) known.titles.set(name, there?.title ?? null);
  show(known);
}

/** Writes it into the links that are drawn, whose inside is no part of the text for the editor. */
function show({ titles, hrefOf }: KnownLinks): void {
  for (const link of document.querySelectorAll('.ProseMirror a.document-link')) {
    const id = /^(?:\/d\/)?([\da-f-]{36})$/i.exec(link.getAttribute('href') ?? '')?.[1];
    const title = titles.get(id ?? link.textContent);
    if (!title) continue;
    if (id) link.setAttribute('href', hrefOf(id));
    if (link.textContent !== title) link.textContent = title;
    link.classList.remove('wanted');
    link.removeAttribute('title');
  }
}
