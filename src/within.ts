/**
 * What the work comes to, or a rejection with what `late` gives after so many ms; what it comes to later is dropped.
 */
export function within<Value>(ms: number, work: Promise<Value>, late: () => Error): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(late()), ms);
    work.finally(() => clearTimeout(timer)).then(resolve, reject);
  });
}
