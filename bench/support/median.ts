/** Gives the median: the middle number, or the mean of the two middle ones. It is NaN for no numbers. */
export function median(numbers: number[]): number {
  const ascending = numbers.toSorted((a, b) => a - b);
  const [low, high] = [Math.floor((ascending.length - 1) / 2), Math.floor(ascending.length / 2)];
  return ((ascending[low] ?? NaN) + (ascending[high] ?? NaN)) / 2;
}
