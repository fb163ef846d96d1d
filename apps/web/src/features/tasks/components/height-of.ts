/** Gives an element its height; the content security policy lets in no style that stands in the page. */
export function heightOf(pixels: number): (element: HTMLElement | null) => void {
  return (element) => {
    if (element) element.style.height = `${Math.max(0, pixels)}px`;
  };
}
