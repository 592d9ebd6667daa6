import { type Language } from './eng.js';

/**
 * French. Before `: ; ? !` and inside of « » is a no-break space (U+00A0). The narrow one (U+202F) is finer, but mail
 * programs of some years show a box for it.
 */
export const fra: Language = {
  tag: 'fr',
  direction: 'ltr',
  name: 'Français',

  pages: {
    skipToContent: 'Aller au contenu',
    languages: 'Langue',
    colon: '\u00a0: ',
    optional: 'facultatif',
    required: 'obligatoire',

    start: 'Début',
    begin: 'Commencer',
    next: 'Enregistrer et continuer',
    later: 'Continuer sans y répondre',
    back: 'Enregistrer et revenir',
    aboutYou: 'À propos de vous',
    fullName: 'Votre nom complet',
    email: 'Votre adresse e-mail',
    from: 'De la part de',
    questions: 'Questions',
    timeNeeded: 'Temps nécessaire',
    about: (time) => `environ ${time}`,
    openUntil: 'Ouvert jusqu’au',
    dataGoesTo: (account) => `Vos réponses sont transmises à ${account}, qui vous les demande.`,
    keptFor: (time) => `Elles sont effacées ${time} après la fin de l’évaluation.`,
    contact: 'Contact',
    howItWorks:
      'Vos réponses sont conservées au fur et à mesure. Vous pouvez fermer cette page et revenir plus tard avec le même lien.',
    yourData: 'Vos données',
    privacyPage: 'Lire l’information sur vos données (nouvelle fenêtre)',
    agree: 'J’ai lu ce qui précède et je suis d’accord.',
    agreed: 'Vous avez donné votre accord.',
    pageOf: (page, pages) => `Page ${page} sur ${pages}`,
    questionOf: (number) => `Question ${number}`,
    answeredOf: (answered, total) => `Réponses\u00a0: ${answered} sur ${total}`,
    progress: 'Avancement',
    noAnswer: 'Sans réponse',
    yourAnswer: 'Votre réponse',
    atMost: (characters) => `${characters} caractères au plus`,

    check: 'Vérifier et envoyer',
    allAnswered:
      'Toutes les questions obligatoires ont une réponse. Une fois envoyées, vos réponses ne pourront plus être modifiées.',
    openOnes: 'Il reste des réponses à donner. Merci de les compléter avant l’envoi.',
    skippedOnes: 'Vous avez laissé de côté ces questions facultatives.',
    submit: 'Envoyer mes réponses',

    error: 'Erreur',
    pleaseCheck: 'Merci de vérifier les points suivants',
    toDo: (count) => `Reste à faire\u00a0: ${count}`,
    answered: 'c’est répondu',
    isMissing: 'Merci de répondre à cette question.',
    fieldIsMissing: 'Merci de remplir ce champ.',
    mustAgree: 'Merci de lire cette information et de donner votre accord avant de commencer.',
    tooLong: (characters) => `Le texte est trop long\u00a0: ${characters} caractères au plus.`,
    fieldTooLong: 'Le texte est trop long.',
    notAnEmail: 'Écrivez l’adresse entière, comme nom@example.com.',
    pleaseChoose: 'Choisissez',
    notANumber: (decimals) =>
      decimals === 0
        ? 'Écrivez un nombre entier en chiffres, comme 12.'
        : `Écrivez un nombre en chiffres, comme 12,5 (décimales\u00a0: ${decimals} au plus).`,
    atLeast: (limit) => `Écrivez un nombre d’au moins ${limit}.`,
    notAbove: (limit) => `Écrivez un nombre d’au plus ${limit}.`,
    notADay: 'Indiquez le jour entier, comme 2026-03-31 (année, mois, jour).',
    notBefore: (day) => `Choisissez un jour à partir du ${day}.`,
    notAfter: (day) => `Choisissez un jour jusqu’au ${day}.`,
    notAChoice: 'Choisissez dans la liste.',
    notAPhone: 'Écrivez le numéro entier en chiffres, comme +44 20 7946 0018.',
    changedElsewhere: (there) =>
      `Modifié aussi sur une autre page ou un autre appareil\u00a0: «\u00a0${there}\u00a0». Pour garder ce qui est ici, enregistrez à nouveau.`,
    noPipe: 'Le caractère | ne peut pas être utilisé ici.',
    noControl: 'Ce texte contient des caractères qui ne peuvent pas être enregistrés. Merci de le saisir à nouveau.',

    saving: 'Enregistrement…',
    saved: 'Enregistré',
    notSaved: 'Pas encore enregistré. Gardez cette page ouverte\u00a0: nouvel essai en cours.',
    onDevice: (count) =>
      `Pas encore envoyé\u00a0: ${count}. Vos réponses sont conservées sur cet appareil et seront envoyées dès que la connexion sera rétablie.`,
    notAccepted: 'Non enregistré. Merci de vérifier cette page.',

    doneTitle: 'Merci',
    doneText: 'Vos réponses ont été envoyées. Vous n’avez plus rien à faire et pouvez fermer cette page.',
    expiredTitle: 'Ce lien a expiré',
    expiredText:
      'Le délai pour répondre est passé. Si vous souhaitez encore participer, contactez l’entreprise qui vous a envoyé le lien.',
    cancelledTitle: 'Cette invitation a été retirée',
    cancelledText: 'L’entreprise qui vous a envoyé le lien l’a retiré. Contactez-la pour toute question.',
    unknownTitle: 'Ce lien ne fonctionne pas',
    unknownText:
      'Vérifiez que vous avez utilisé le lien entier, exactement tel que vous l’avez reçu. S’il ne fonctionne toujours pas, contactez l’entreprise qui vous l’a envoyé.',
    tooManyTitle: 'Un instant, s’il vous plaît',
    tooManyText: 'Trop de tentatives ont été faites depuis votre réseau. Réessayez dans quelques minutes.',
    badRequestTitle: 'Cela n’a pas fonctionné',
    badRequestText:
      'La page a été envoyée sous une forme illisible pour nous. Ouvrez à nouveau votre lien\u00a0: vos réponses enregistrées sont toujours là.',
    refusedTitle: 'Vos réponses n’ont pas pu être envoyées',
    refusedText:
      'Le questionnaire ne peut pas être terminé en l’état. Vos réponses enregistrées sont conservées. Contactez l’entreprise qui vous a envoyé le lien.',
    unavailableTitle: 'Nous revenons tout de suite',
    unavailableText:
      'Le questionnaire est momentanément inaccessible. Réessayez dans une minute\u00a0: vos réponses enregistrées sont conservées.',
    failedTitle: 'Un problème est survenu',
    failedText: 'L’erreur vient de nous et a été notée. Réessayez\u00a0: vos réponses enregistrées sont conservées.',
    tryAgain: 'Réessayer',
    reminders: 'Rappels',
    remindersText: (account) =>
      `${account} vous rappelle cette évaluation jusqu’à ce que vous l’ayez passée. Vous pouvez arrêter ces rappels. Votre lien reste valable.`,
    stopReminders: 'Ne plus m’envoyer de rappels',
    remindersStoppedTitle: 'Plus de rappels',
    remindersStoppedText:
      'Vous ne recevrez plus de rappels pour cette évaluation. Vous pouvez toujours la passer avec le même lien.',
    toAssessment: 'Vers l’évaluation',
    lostLink: 'Lien perdu\u00a0?',
    lostLinkText:
      'Indiquez l’adresse e-mail à laquelle vous avez été invité. Si une évaluation est ouverte pour elle, nous y envoyons le lien.',
    sendLink: 'M’envoyer mon lien',
    linkSentTitle: 'Consultez votre messagerie',
    linkSentText:
      'Si une évaluation est ouverte pour cette adresse, le lien est en route. Cela peut prendre quelques minutes\u00a0; regardez aussi parmi les courriers indésirables. Si rien n’arrive, contactez l’entreprise qui vous a invité.',
  },

  report: {
    report: 'Rapport',
    preparedFor: 'Établi pour',
    completedOn: 'Terminé le',
    consentOn: 'Consentement donné le',
    unnamed: 'Candidat sans nom',
    result: 'Résultat',
    score: 'Score',
    decisions: 'Toutes les décisions',
    criterion: 'Critère',
    decision: 'Décision',
    reached: 'cette candidature',
    below: (to) => `moins de ${to}`,
    between: (from, to) => `de ${from} à moins de ${to}`,
    above: (from) => `${from} et plus`,
    onScale: (score, low, high) => `Score de ${score} sur une échelle de ${low} à ${high}`,
    greenOf: (green, all) => `${green} sur ${all} au vert`,
    traits: 'Traits',
    superTraits: 'Super-traits',
    superTraitsMean: 'Un super-trait résume plusieurs traits.',
    scaleOf: (low, high) => `Échelle de ${low} à ${high}`,
    placeOf: (place, points) => `${place} sur ${points}`,
    confidential: 'Confidentiel',
    details: 'Informations sur la candidature',
    fullName: 'Nom complet',
    email: 'Adresse e-mail',
    answers: 'Réponses',
    noAnswer: 'Sans réponse',
    yes: 'Oui',
    no: 'Non',
    noScores: 'Cette évaluation a été clôturée sans questionnaire\u00a0; il n’y a donc pas de scores.',
    savePdf: 'Enregistrer en PDF',
    notCompletedTitle: 'Le rapport n’existe pas encore',
    notCompletedText:
      'L’évaluation n’est pas encore terminée. Le rapport se trouvera ensuite ici, à cette même adresse.',
    expiredTitle: 'Il n’y a pas de rapport',
    expiredText: 'L’évaluation a expiré avant d’être terminée.',
    cancelledTitle: 'Il n’y a pas de rapport',
    cancelledText: 'L’évaluation a été annulée avant d’être terminée.',
    noPdfTitle: 'Les rapports ne sont pas disponibles en PDF ici',
    noPdfText:
      'Ce serveur n’a pas de quoi produire un PDF. Son exploitant peut y remédier en indiquant dans CHROMIUM_PATH le chemin d’un Chromium. En attendant, vous pouvez imprimer le rapport depuis votre navigateur.',
    pdfLaterTitle: 'Le PDF n’a pas pu être produit',
    pdfLaterText: 'Veuillez réessayer dans quelques secondes, ou imprimer le rapport depuis votre navigateur.',
    toReport: 'Vers le rapport',
    unavailableText: 'Le rapport n’est pas accessible pour le moment. Veuillez réessayer dans une minute.',
    failedText: 'L’erreur vient de nous et a été consignée. Veuillez réessayer.',
  },

  invitation: {
    subject: (account) => `${account} vous invite à passer une évaluation`,
    greeting: (candidate) => (candidate === '' ? 'Bonjour,' : `Bonjour ${candidate},`),
    before: ({ account, position, until }) => [
      `${account} souhaite mieux vous connaître et vous propose de passer l’évaluation «\u00a0${position}\u00a0».`,
      'Choisissez un moment calme. Vos réponses sont enregistrées au fur et à mesure\u00a0: vous pouvez vous interrompre et reprendre plus tard, même sur un autre appareil.',
      `L’évaluation reste ouverte jusqu’au ${until} (UTC).`,
    ],
    action: 'Commencer l’évaluation',
    copyLink: 'Si le bouton ne fonctionne pas, copiez cette adresse dans votre navigateur\u00a0:',
    after: (account, isAnswered) => [
      'Ce lien vous est personnel. Merci de ne pas le transmettre.',
      isAnswered
        ? 'Une question sur votre candidature\u00a0? Répondez à ce message.'
        : `Une question sur votre candidature\u00a0? Adressez-vous à ${account}\u00a0; les réponses à ce message ne sont pas lues.`,
    ],
    shortText: (account) => `${account} vous invite à une évaluation : `,
    reminder: {
      subject: (account) => `Votre évaluation pour ${account} est encore ouverte`,
      before: ({ account, position, until }) => [
        `${account} vous a proposé de passer l’évaluation «\u00a0${position}\u00a0» et n’a pas encore reçu vos réponses.`,
        'Les réponses que vous avez déjà données sont enregistrées. Vous pouvez reprendre là où vous vous êtes arrêté.',
        `L’évaluation reste ouverte jusqu’au ${until} (UTC).`,
      ],
      shortText: (account) => `${account} : votre évaluation est encore ouverte : `,
    },
  },
};
