/** Gives the result of the work, or rejects with the error of `late` after so many ms. A later result is dropped. */
export function within<Value>(ms: number, work: Promise<Value>, late: () => Error): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(late()), ms);
    work.finally(() => clearTimeout(timer)).then(resolve, reject);
  });
}
