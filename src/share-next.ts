/**
 * Lets calls with an equal key share a run, but never one that began before they came: while one run is under way, all that
 * come wait for it to end and share the next. So each answer is as fresh as if every call had run by itself, at a fraction
 * of the runs when many come at once. What is answered is shared, so nobody may change it.
 */
export function shareNext<Value>(run: (key: string) => Promise<Value>): (key: string) => Promise<Value> {
  const underWay = new Map<string, { current: Promise<Value>; next?: Promise<Value> }>();

  const start = (key: string): Promise<Value> => {
    const entry: { current: Promise<Value>; next?: Promise<Value> } = { current: run(key) };
    underWay.set(key, entry);
    const ended = (): void => {
      if (!entry.next) underWay.delete(key);
    };
    entry.current.then(ended, ended);
    return entry.current;
  };

  return (key) => {
    const entry = underWay.get(key);
    if (!entry) return start(key);
    entry.next ??= entry.current.then(
      () => start(key),
      () => start(key),
    );
    return entry.next;
  };
}
