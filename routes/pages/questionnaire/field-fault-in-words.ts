import { type FieldFault } from '../../../engine/fields/field-fault.js';
import { type SpokenLanguage } from '../../../engine/languages/languages.js';

/** Says to a candidate what a field takes whose value has this fault. */
export function fieldFaultInWords(fault: FieldFault, { pages, tag }: SpokenLanguage): string {
  switch (fault.is) {
    case 'tooLong':
      return pages.tooLong(fault.limit);
    case 'noNumber':
      return pages.notANumber(fault.decimals);
    case 'tooSmall':
      return pages.atLeast(figure(fault.limit, tag));
    case 'tooLarge':
      return pages.notAbove(figure(fault.limit, tag));
    case 'noDate':
      return pages.notADay;
    case 'tooEarly':
      return pages.notBefore(dayInWords(fault.limit, tag));
    case 'tooLate':
      return pages.notAfter(dayInWords(fault.limit, tag));
    case 'noChoice':
    case 'noCheckbox':
      return pages.notAChoice;
    case 'noPhone':
      return pages.notAPhone;
    case 'noEmail':
      return pages.notAnEmail;
  }
}

const figure = (limit: number, tag: string): string =>
  new Intl.NumberFormat(`${tag}-u-nu-latn`, { maximumFractionDigits: 6 }).format(limit);

function dayInWords(day: string, tag: string): string {
  const format = new Intl.DateTimeFormat(`${tag}-u-ca-gregory-nu-latn`, { dateStyle: 'long', timeZone: 'UTC' });
  return format.format(new Date(`${day}T00:00:00Z`));
}
