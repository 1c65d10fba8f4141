/** How wide a table of a list is, where that is wider than the page: an empty one has nothing to scroll to, and nothing in it that takes the focus. */
export const acrossOf = (items: readonly unknown[], widthPx: number): { x: number } | undefined => (items.length === 0 ? undefined : { x: widthPx });
