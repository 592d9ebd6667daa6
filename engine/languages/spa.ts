import { type Language } from './eng.js';

/** Spanish. */
export const spa: Language = {
  tag: 'es',
  direction: 'ltr',
  name: 'Español',

  pages: {
    skipToContent: 'Ir al contenido',
    languages: 'Idioma',
    colon: ': ',
    optional: 'opcional',
    required: 'obligatorio',

    start: 'Inicio',
    begin: 'Empezar',
    next: 'Guardar y continuar',
    later: 'Seguir sin responder',
    back: 'Guardar y volver',
    aboutYou: 'Sobre usted',
    fullName: 'Su nombre completo',
    email: 'Su correo electrónico',
    from: 'De parte de',
    questions: 'Preguntas',
    timeNeeded: 'Tiempo necesario',
    about: (time) => `alrededor de ${time}`,
    openUntil: 'Abierto hasta el',
    dataGoesTo: (account) => `Sus respuestas se envían a ${account}, que se las solicita.`,
    keptFor: (time) => `Se borran ${time} después de que termine la evaluación.`,
    contact: 'Contacto',
    howItWorks:
      'Sus respuestas se guardan a medida que avanza. Puede cerrar esta página y volver más tarde con el mismo enlace.',
    yourData: 'Sus datos',
    privacyPage: 'Leer el aviso de privacidad (se abre en otra ventana)',
    agree: 'He leído lo anterior y estoy de acuerdo.',
    agreed: 'Usted ha dado su consentimiento.',
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
    toDo: (count) => `Por completar: ${count}`,
    answered: 'respondida',
    isMissing: 'Responda a esta pregunta.',
    fieldIsMissing: 'Rellene este campo.',
    mustAgree: 'Lea esta información y dé su consentimiento antes de empezar.',
    tooLong: (characters) => `El texto es demasiado largo: como máximo ${characters} caracteres.`,
    fieldTooLong: 'El texto es demasiado largo.',
    notAnEmail: 'Escriba la dirección completa, como nombre@example.com.',
    pleaseChoose: 'Elija',
    notANumber: (decimals) =>
      decimals === 0
        ? 'Escriba un número entero en cifras, como 12.'
        : `Escriba un número en cifras, como 12,5 (decimales: ${decimals} como máximo).`,
    atLeast: (limit) => `Escriba un número de al menos ${limit}.`,
    notAbove: (limit) => `Escriba un número de ${limit} como máximo.`,
    notADay: 'Indique el día completo, como 2026-03-31 (año, mes, día).',
    notBefore: (day) => `Elija el ${day} o un día posterior.`,
    notAfter: (day) => `Elija el ${day} o un día anterior.`,
    notAChoice: 'Elija una opción de la lista.',
    notAPhone: 'Escriba el número completo en cifras, como +44 20 7946 0018.',
    changedElsewhere: (there) =>
      `También se cambió en otra página o dispositivo: «${there}». Para conservar lo que hay aquí, guarde de nuevo.`,
    noPipe: 'Aquí no se puede usar el carácter |.',
    noControl: 'El texto contiene caracteres que no se pueden guardar. Escríbalo de nuevo.',

    saving: 'Guardando…',
    saved: 'Guardado',
    notSaved: 'Aún no se ha guardado. Mantenga esta página abierta: seguimos intentándolo.',
    onDevice: (count) =>
      `Aún no enviado: ${count}. Sus respuestas están a salvo en este dispositivo y se enviarán en cuanto haya conexión.`,
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
    reminders: 'Recordatorios',
    remindersText: (account) =>
      `${account} le recuerda esta evaluación hasta que la haya realizado. Puede detener los recordatorios. Su enlace sigue funcionando.`,
    stopReminders: 'No enviarme más recordatorios',
    remindersStoppedTitle: 'No más recordatorios',
    remindersStoppedText:
      'Ya no recibirá recordatorios de esta evaluación. Todavía puede realizarla con el mismo enlace.',
    toAssessment: 'Ir a la evaluación',
    lostLink: '¿Ha perdido su enlace?',
    lostLinkText:
      'Escriba el correo electrónico en el que recibió la invitación. Si hay una evaluación abierta para él, enviamos allí el enlace.',
    sendLink: 'Enviarme mi enlace',
    linkSentTitle: 'Consulte su correo',
    linkSentText:
      'Si hay una evaluación abierta para esta dirección, el enlace está en camino. Puede tardar unos minutos; mire también en el correo no deseado. Si no llega nada, contacte con la empresa que le invitó.',
  },

  report: {
    report: 'Informe',
    preparedFor: 'Elaborado para',
    completedOn: 'Completado el',
    consentOn: 'Consentimiento dado el',
    unnamed: 'Candidatura sin nombre',
    result: 'Resultado',
    score: 'Puntuación',
    decisions: 'Todas las decisiones',
    criterion: 'Criterio',
    decision: 'Decisión',
    reached: 'esta candidatura',
    below: (to) => `menos de ${to}`,
    between: (from, to) => `de ${from} a menos de ${to}`,
    above: (from) => `${from} o más`,
    onScale: (score, low, high) => `Puntuación de ${score} en una escala de ${low} a ${high}`,
    greenOf: (green, all) => `${green} de ${all} en verde`,
    traits: 'Rasgos',
    superTraits: 'Superrasgos',
    superTraitsMean: 'Un superrasgo resume varios rasgos.',
    scaleOf: (low, high) => `Escala de ${low} a ${high}`,
    placeOf: (place, points) => `${place} de ${points}`,
    confidential: 'Confidencial',
    details: 'Datos de la candidatura',
    fullName: 'Nombre completo',
    email: 'Correo electrónico',
    answers: 'Respuestas',
    noAnswer: 'Sin respuesta',
    yes: 'Sí',
    no: 'No',
    noScores: 'Esta evaluación se completó sin cuestionario, por lo que no hay puntuaciones.',
    savePdf: 'Guardar como PDF',
    notCompletedTitle: 'Todavía no hay informe',
    notCompletedText:
      'La evaluación aún no se ha completado. Después, el informe estará aquí, en esta misma dirección.',
    expiredTitle: 'No hay informe',
    expiredText: 'La evaluación caducó antes de completarse.',
    cancelledTitle: 'No hay informe',
    cancelledText: 'La evaluación se canceló antes de completarse.',
    noPdfTitle: 'Aquí los informes no están disponibles en PDF',
    noPdfText:
      'Este servidor no tiene con qué generar un PDF. Su operador puede cambiarlo indicando en CHROMIUM_PATH la ruta de un Chromium. Mientras tanto, puede imprimir el informe desde su navegador.',
    pdfLaterTitle: 'No se ha podido generar el PDF',
    pdfLaterText: 'Inténtelo de nuevo en unos segundos o imprima el informe desde su navegador.',
    toReport: 'Ir al informe',
    unavailableText: 'En este momento no se puede acceder al informe. Inténtelo de nuevo en un minuto.',
    failedText: 'El error es nuestro y ha quedado registrado. Inténtelo de nuevo.',
  },

  invitation: {
    subject: (account) => `${account} le invita a realizar una evaluación`,
    greeting: (candidate) => (candidate === '' ? 'Hola:' : `Hola, ${candidate}:`),
    before: ({ account, position, until }) => [
      `${account} desea conocerle mejor y le invita a realizar la evaluación «${position}».`,
      'Busque un momento tranquilo. Sus respuestas se guardan a medida que avanza: puede hacer una pausa y continuar más tarde, también en otro dispositivo.',
      `La evaluación está abierta hasta el ${until} (UTC).`,
    ],
    action: 'Comenzar la evaluación',
    copyLink: 'Si el botón no funciona, copie esta dirección en su navegador:',
    after: (account, isAnswered) => [
      'Este enlace es personal. Por favor, no lo comparta.',
      isAnswered
        ? '¿Tiene preguntas sobre su candidatura? Responda a este mensaje.'
        : `¿Tiene preguntas sobre su candidatura? Diríjase a ${account}; las respuestas a este mensaje no se leen.`,
    ],
    shortText: (account) => `${account} le invita a realizar una prueba: `,
    reminder: {
      subject: (account) => `Su evaluación para ${account} sigue abierta`,
      before: ({ account, position, until }) => [
        `${account} le invitó a realizar la evaluación «${position}» y todavía no ha recibido sus respuestas.`,
        'Lo que ya ha respondido está guardado. Puede continuar donde lo dejó.',
        `La evaluación está abierta hasta el ${until} (UTC).`,
      ],
      shortText: (account) => `${account}: su prueba sigue abierta: `,
    },
  },
};
