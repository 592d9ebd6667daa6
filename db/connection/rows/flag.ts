/** The value when it is read. `true` and `false` may be written. */
export type Flag = 0 | 1;
