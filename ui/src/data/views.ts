export type Shape = "table" | "tiles" | "rack";
export const SHAPES: readonly Shape[] = ["table", "tiles", "rack"];

/** A filter and a shape under a name, kept in this browser. */
export interface SavedView {
  readonly name: string;
  readonly filter: string;
  readonly shape: Shape;
}

const VIEWS = "rackseed.views";
const SHAPE = "rackseed.shape";

export function savedViews(): SavedView[] {
  try {
    const kept = JSON.parse(localStorage.getItem(VIEWS) ?? "[]") as unknown;
    return Array.isArray(kept) ? kept.filter(isView) : [];
  } catch {
    return []; // somebody wrote something else there
  }
}

const isView = (value: unknown): value is SavedView => {
  const { name, filter, shape } = (value ?? {}) as Partial<Record<keyof SavedView, unknown>>;
  return typeof name === "string" && typeof filter === "string" && SHAPES.some((one) => one === shape);
};

/** The same name is replaced. */
export function keepView(view: SavedView): SavedView[] {
  const views = [...savedViews().filter(({ name }) => name !== view.name), view];
  localStorage.setItem(VIEWS, JSON.stringify(views));
  return views;
}

export function dropView(name: string): SavedView[] {
  const views = savedViews().filter((view) => view.name !== name);
  localStorage.setItem(VIEWS, JSON.stringify(views));
  return views;
}

export const keptShape = (): Shape => SHAPES.find((shape) => shape === localStorage.getItem(SHAPE)) ?? "table";
export const keepShape = (shape: Shape): void => localStorage.setItem(SHAPE, shape);
