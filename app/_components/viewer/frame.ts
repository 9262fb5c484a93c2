/** Position and size as shares of something larger; parts outside of 0..1 stick out. */
export type Rect = { x: number; y: number; width: number; height: number };
export type Size = { width: number; height: number };

export const WHOLE: Rect = { x: 0, y: 0, width: 1, height: 1 };

/** The area that all panes show: the source and whatever edits reach beyond it. `width` and `height` are source pixels. */
export type Frame = Size & { left: number; top: number; source: Size };

/** `covered`: which part of the source each edit covers, as shares of the source. */
export function makeFrame(source: Size, covered: Rect[]): Frame {
  const all = [WHOLE, ...covered];
  const left = Math.min(...all.map((rect) => rect.x));
  const top = Math.min(...all.map((rect) => rect.y));
  const right = Math.max(...all.map((rect) => rect.x + rect.width));
  const bottom = Math.max(...all.map((rect) => rect.y + rect.height));
  return { left, top, width: (right - left) * source.width, height: (bottom - top) * source.height, source };
}

/** A part of the source as a part of the frame. */
export function placeInFrame(frame: Frame, covered: Rect): Rect {
  const across = frame.source.width / frame.width;
  const down = frame.source.height / frame.height;
  return { x: (covered.x - frame.left) * across, y: (covered.y - frame.top) * down, width: covered.width * across, height: covered.height * down };
}

/** The largest place with a picture's own shape inside the frame: for a second source, which has no place of its own. */
export function fitInFrame(frame: Frame, picture: Size): Rect {
  const scale = Math.min(frame.width / picture.width, frame.height / picture.height);
  const width = (picture.width * scale) / frame.width;
  const height = (picture.height * scale) / frame.height;
  return { x: (1 - width) / 2, y: (1 - height) / 2, width, height };
}
