/** A drawn formula; `html` is `formulaHtml`'s, in which everything is escaped. */
export function formulaElement(html: string, tag: 'span' | 'div'): HTMLElement {
  const element = document.createElement(tag);
  element.className = 'formula formula-drawn';
  element.dir = 'ltr';
  element.contentEditable = 'false';
  element.innerHTML = html;
  return element;
}

/** A frame in which a page without any right draws a diagram. */
export function diagramElement(url: string, title: string): HTMLElement {
  const figure = document.createElement('figure');
  figure.className = 'diagram';
  figure.contentEditable = 'false';
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-scripts');
  frame.loading = 'lazy';
  frame.title = title;
  frame.src = url;
  figure.append(frame);
  return figure;
}
