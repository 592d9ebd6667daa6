/** The middle of the numbers, between the two middle ones of an even count; NaN of none. */
export function median(numbers: number[]): number {
  const ascending = numbers.toSorted((a, b) => a - b);
  const [low, high] = [Math.floor((ascending.length - 1) / 2), Math.floor(ascending.length / 2)];
  return ((ascending[low] ?? NaN) + (ascending[high] ?? NaN)) / 2;
}
