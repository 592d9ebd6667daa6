import { type PageWords } from './eng.js';

/** French. */
export const fra: PageWords = {
  skipToContent: 'Aller au contenu',
  languages: 'Langue',
  colon: '\u00a0: ',
  optional: 'facultatif',
  required: 'obligatoire',

  start: 'Début',
  begin: 'Commencer',
  next: 'Enregistrer et continuer',
  back: 'Enregistrer et revenir',
  aboutYou: 'À propos de vous',
  fullName: 'Votre nom complet',
  email: 'Votre adresse e-mail',
  howItWorks:
    'Vos réponses sont conservées au fur et à mesure. Vous pouvez fermer cette page et revenir plus tard avec le même lien.',
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
  isMissing: 'Merci de répondre à cette question.',
  fieldIsMissing: 'Merci de remplir ce champ.',
  tooLong: (characters) => `Le texte est trop long\u00a0: ${characters} caractères au plus.`,
  fieldTooLong: 'Le texte est trop long.',
  notAnEmail: 'Écrivez l’adresse entière, comme nom@example.com.',
  noPipe: 'Le caractère | ne peut pas être utilisé ici.',
  noControl: 'Ce texte contient des caractères qui ne peuvent pas être enregistrés. Merci de le saisir à nouveau.',

  saving: 'Enregistrement…',
  saved: 'Enregistré',
  notSaved: 'Pas encore enregistré. Nouvel essai en cours.',
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
};
