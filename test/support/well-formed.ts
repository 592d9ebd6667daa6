const ATTRIBUTES = /^(?:\s+[A-Za-z][\w:-]*="(?:[^"<&]|&(?:amp|lt|gt|quot|#39);)*")*\s*$/;

/**
 * Returns what is wrong with a text as an XML element that contains elements and texts, or undefined if nothing is
 * wrong.
 */
export function notWellFormed(xml: string): string | undefined {
  const open: string[] = [];
  let rest = xml;
  while (rest !== '') {
    const tag = /^<(\/?)([A-Za-z][\w-]*)([^<>]*?)(\/?)>/.exec(rest);
    const text = /^(?:[^<&]|&(?:amp|lt|gt|quot|#39);)+/.exec(rest)?.[0];
    if (tag) {
      const [whole, closing, name, attributes, empty] = tag;
      if (closing ? open.pop() !== name : !ATTRIBUTES.test(attributes!)) return whole;
      if (!closing && !empty) open.push(name!);
      rest = rest.slice(whole.length);
      if (open.length === 0 && rest !== '') return `after the end: ${rest}`;
    } else if (text !== undefined && !/[^\P{Cc}\t\n]|[\p{Cs}\ufffe\uffff]/u.test(text)) rest = rest.slice(text.length);
    else return rest.slice(0, 40);
  }
  return open.length > 0 ? `not closed: ${open.join(' ')}` : undefined;
}
