import { type PageWords } from './eng.js';

/** Spanish. */
export const spa: PageWords = {
  skipToContent: 'Ir al contenido',
  languages: 'Idioma',
  colon: ': ',
  optional: 'opcional',
  required: 'obligatorio',

  start: 'Inicio',
  begin: 'Empezar',
  next: 'Guardar y continuar',
  back: 'Guardar y volver',
  aboutYou: 'Sobre usted',
  fullName: 'Su nombre completo',
  email: 'Su correo electrónico',
  howItWorks:
    'Sus respuestas se guardan a medida que avanza. Puede cerrar esta página y volver más tarde con el mismo enlace.',
  pageOf: (page, pages) => `Página ${page} de ${pages}`,
  questionOf: (number) => `Pregunta ${number}`,
  answeredOf: (answered, total) => `Respuestas: ${answered} de ${total}`,
  progress: 'Progreso',
  noAnswer: 'Sin respuesta',
  yourAnswer: 'Su respuesta',
  atMost: (characters) => `Como máximo ${characters} caracteres`,

  check: 'Revisar y enviar',
  allAnswered:
    'Todas las preguntas obligatorias tienen respuesta. Una vez enviadas, las respuestas ya no se podrán cambiar.',
  openOnes: 'Esto está todavía pendiente. Complételo antes de enviar sus respuestas.',
  skippedOnes: 'Ha dejado sin responder estas preguntas opcionales.',
  submit: 'Enviar mis respuestas',

  error: 'Error',
  pleaseCheck: 'Revise lo siguiente',
  isMissing: 'Responda a esta pregunta.',
  fieldIsMissing: 'Rellene este campo.',
  tooLong: (characters) => `El texto es demasiado largo: como máximo ${characters} caracteres.`,
  fieldTooLong: 'El texto es demasiado largo.',
  notAnEmail: 'Escriba la dirección completa, como nombre@example.com.',
  noPipe: 'Aquí no se puede usar el carácter |.',
  noControl: 'El texto contiene caracteres que no se pueden guardar. Escríbalo de nuevo.',

  saving: 'Guardando…',
  saved: 'Guardado',
  notSaved: 'Aún sin guardar. Seguimos intentándolo.',
  notAccepted: 'No se ha guardado. Revise esta página.',

  doneTitle: 'Gracias',
  doneText: 'Sus respuestas se han enviado. No tiene que hacer nada más; puede cerrar esta página.',
  expiredTitle: 'Este enlace ha caducado',
  expiredText:
    'El plazo para responder ha terminado. Si todavía quiere participar, contacte con la empresa que le envió el enlace.',
  cancelledTitle: 'Esta invitación se ha retirado',
  cancelledText: 'La empresa que le envió el enlace lo ha retirado. Si tiene preguntas, contacte con ella.',
  unknownTitle: 'Este enlace no funciona',
  unknownText:
    'Compruebe que ha usado el enlace completo, tal como lo recibió. Si sigue sin funcionar, contacte con la empresa que se lo envió.',
  tooManyTitle: 'Espere un momento, por favor',
  tooManyText: 'Ha habido demasiados intentos desde su red. Vuelva a intentarlo dentro de unos minutos.',
  badRequestTitle: 'No ha funcionado',
  badRequestText:
    'La página llegó en una forma que no podemos leer. Abra de nuevo su enlace; las respuestas guardadas siguen ahí.',
  refusedTitle: 'No se han podido enviar sus respuestas',
  refusedText:
    'El cuestionario no se puede completar tal como está. Las respuestas guardadas se conservan. Contacte con la empresa que le envió el enlace.',
  unavailableTitle: 'Volvemos enseguida',
  unavailableText:
    'Ahora mismo no se puede acceder al cuestionario. Vuelva a intentarlo dentro de un minuto; las respuestas guardadas se conservan.',
  failedTitle: 'Algo ha fallado',
  failedText: 'El fallo es nuestro y ha quedado anotado. Vuelva a intentarlo; las respuestas guardadas se conservan.',
  tryAgain: 'Intentar de nuevo',
};
