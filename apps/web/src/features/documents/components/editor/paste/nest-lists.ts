/** A line that is an item of a list only by how it looks. */
interface FlatItem {
  /** 1 for the outermost. */
  level: number;
  isOrdered: boolean;
  /** Where its numbers begin; null to go on. */
  start: number | null;
  content: Node[];
}

/** Makes lists of lines that are lists to the eye alone: those of Word, and those of Etherpad, which has a list for every line. */
export function nestLists(body: HTMLElement): void {
  const candidates = [...body.querySelectorAll('p, h1, h2, h3, h4, h5, h6, ul[class], ol[class]')];
  let run: { first: Element; items: FlatItem[]; last: Element } | null = null;
  const close = () => {
    if (run) run.first.before(build(run.items));
    run = null;
  };
  const used: Element[] = [];
  for (const element of candidates) {
    const item = wordItem(element) ?? padItem(element);
    if (!item) continue;
    const line = lineOf(element);
    if (run && nextLine(run.last) === line) {
      run.items.push(item);
      run.last = line;
    } else {
      close();
      run = { first: line, items: [item], last: line };
    }
    used.push(line);
  }
  close();
  for (const line of used) line.remove();
}

/** Etherpad's editor has a block around each line. */
function lineOf(element: Element): Element {
  const { parentElement } = element;
  return parentElement?.matches('div.ace-line') ? parentElement : element;
}

function nextLine(line: Element): Element | null {
  return line.nextElementSibling;
}

/** [MS-OI29500] and what Word puts on the clipboard: the level in a style, the marker as text that is to be ignored. */
function wordItem(element: Element): FlatItem | null {
  const style = element.getAttribute('style') ?? '';
  const level = /mso-list:\s*[^;]*\blevel(\d+)/i.exec(style)?.[1];
  if (level === undefined) return null;
  const marker = [...element.querySelectorAll('span')].find((span) =>
    /mso-list:\s*ignore/i.test(span.getAttribute('style') ?? ''),
  );
  const text = marker?.textContent?.trim() ?? '';
  marker?.remove();
  const number = /^\(?([0-9]+|[a-z]{1,4})[.)]/i.exec(text)?.[1];
  const start = number === undefined || Number.isNaN(Number(number)) ? null : Number(number);
  return { level: Number(level), isOrdered: number !== undefined, start, content: [...element.childNodes] };
}

function padItem(element: Element): FlatItem | null {
  const [, kind, level] = /\blist-(bullet|number|indent)(\d+)\b/.exec(element.className) ?? [];
  const item = element.querySelector(':scope > li');
  if (kind === undefined || kind === 'indent' || !item || element.children.length !== 1) return null;
  const start = Number(element.getAttribute('start')) || null;
  return { level: Number(level), isOrdered: kind === 'number', start, content: [...item.childNodes] };
}

/** Deeper items are in the one before them. */
function build(items: readonly FlatItem[]): DocumentFragment {
  const root = document.createDocumentFragment();
  const open: { level: number; list: HTMLElement; isOrdered: boolean }[] = [];
  for (const { level, isOrdered, start, content } of items) {
    while (open.length > 0 && (open.at(-1)?.level ?? 0) > level) open.pop();
    if (open.at(-1)?.level === level && open.at(-1)?.isOrdered !== isOrdered) open.pop();
    let current = open.at(-1);
    if (current?.level !== level) {
      const list = document.createElement(isOrdered ? 'ol' : 'ul');
      if (isOrdered && start !== null && start !== 1) list.setAttribute('start', String(start));
      (current?.list.lastElementChild ?? root).append(list);
      current = { level, list, isOrdered };
      open.push(current);
    }
    const item = document.createElement('li');
    const line = document.createElement('p');
    line.append(...content);
    item.append(line);
    current.list.append(item);
  }
  return root;
}
