/** `by` more in the window that ends at that instant (ms). 0: the key is forgotten. */
export interface WindowChange {
  by: number;
  endsAt: number;
}

/** Lets several processes count the same. What is told here is heard by the others a little later. */
export interface SharedWindows {
  tell(key: string, change: WindowChange): void;
  /** To be called once. `hear` is called for what the others tell. */
  listen(hear: (key: string, change: WindowChange) => void): void;
}
