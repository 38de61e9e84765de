/** Many changes in one turn become one message. */
export function soon(act: () => void): () => void {
  let pending = false;
  return () => {
    if (pending) return;
    pending = true;
    setImmediate(() => {
      pending = false;
      act();
    });
  };
}
