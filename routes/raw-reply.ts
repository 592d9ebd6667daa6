/** An answer that is no JSON, such as a file or a page. */
export class RawReply {
  constructor(
    readonly text: string,
    /** Its Content-Type and others. */
    readonly headers: Record<string, string>,
  ) {}
}
