import { type InvitationWords } from './invitation.js';

/** An invitation in Spanish. */
export const spa: InvitationWords = {
  tag: 'es',
  direction: 'ltr',
  subject: (account) => `${account} le invita a realizar una evaluación`,
  greeting: (candidate) => (candidate === '' ? 'Hola:' : `Hola, ${candidate}:`),
  before: ({ account, position, until }) => [
    `${account} desea conocerle mejor y le invita a realizar la evaluación «${position}».`,
    'Busque un momento tranquilo. Sus respuestas se guardan a medida que avanza: puede hacer una pausa y continuar más tarde, también en otro dispositivo.',
    `La evaluación está abierta hasta el ${until} (UTC).`,
  ],
  action: 'Comenzar la evaluación',
  copyLink: 'Si el botón no funciona, copie esta dirección en su navegador:',
  after: (account) => [
    'Este enlace es personal. Por favor, no lo comparta.',
    `¿Tiene preguntas sobre su candidatura? Diríjase a ${account}; las respuestas a este mensaje no se leen.`,
  ],
  shortText: (account) => `${account} le invita a realizar una prueba: `,
};
