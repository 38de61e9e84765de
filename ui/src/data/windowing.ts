/** Which of many rows of one height stand in the window, and the empty space above and below them (px). */
export interface Slice {
  readonly first: number;
  /** Behind the last. */
  readonly end: number;
  readonly above: number;
  readonly below: number;
}

/** `top`: how far the list's upper edge is above the window's (negative: below). A few rows more than fit are drawn. */
export function sliceOf(count: number, rowHeight: number, top: number, height: number, more = 6): Slice {
  const most = Math.ceil(height / rowHeight) + 2 * more;
  const first = Math.max(0, Math.min(Math.floor(top / rowHeight) - more, count - most));
  const end = Math.min(count, first + most);
  return { first, end, above: first * rowHeight, below: (count - end) * rowHeight };
}
