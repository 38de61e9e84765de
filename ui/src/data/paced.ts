/** Tells when something is to be drawn. */
export type Paced = () => void;

/** In a tab that nobody sees, browsers draw nothing; it is told then at this pace (ms). */
const UNSEEN = 250;

/** However often it is called until the browser draws, `act` is called once. */
export function paced(act: () => void): Paced {
  let waiting = false;
  const now = (): void => {
    if (!waiting) return;
    waiting = false;
    act();
  };
  return () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(now);
    setTimeout(now, UNSEEN);
  };
}
