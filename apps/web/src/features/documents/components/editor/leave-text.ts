/** Moves the focus from the text to the nearest controls that can be seen. */
export function leaveText(...places: (HTMLElement | null)[]): void {
  const place = places.find((element) => element?.checkVisibility());
  // A bubble may have nothing but a field.
  const stop = place?.querySelector<HTMLElement>('[tabindex="0"], select, input') ?? place;
  stop?.focus();
}
