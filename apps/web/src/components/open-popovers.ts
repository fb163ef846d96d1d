/** Closes what lies on top of the page, where the browser does not do so itself on Escape; false where nothing does. */
export function closePopover(): boolean {
  // One that opens from another stands within it.
  const top = [...document.querySelectorAll<HTMLElement>('[popover]:popover-open')].at(-1);
  top?.hidePopover();
  return top !== undefined;
}
