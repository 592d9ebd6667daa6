const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const EXTENSION = '\f^{}\\[~]|€';

/**
 * How many units the text takes in the GSM 7-bit alphabet (3GPP TS 23.038). One text message has room for 160.
 * Undefined when the text has other characters: one message then has room for only 70.
 */
export function gsm7Units(text: string): number | undefined {
  let units = 0;
  for (const character of text) {
    if (BASIC.includes(character)) units += 1;
    else if (EXTENSION.includes(character)) units += 2;
    else return undefined;
  }
  return units;
}
