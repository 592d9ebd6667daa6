import { type InvitationWords } from './invitation.js';

/** An invitation in French. */
export const fra: InvitationWords = {
  tag: 'fr',
  direction: 'ltr',
  subject: (account) => `${account} vous invite à passer une évaluation`,
  greeting: (candidate) => (candidate === '' ? 'Bonjour,' : `Bonjour ${candidate},`),
  before: ({ account, position, until }) => [
    `${account} souhaite mieux vous connaître et vous propose de passer l’évaluation « ${position} ».`,
    'Choisissez un moment calme. Vos réponses sont enregistrées au fur et à mesure : vous pouvez vous interrompre et reprendre plus tard, même sur un autre appareil.',
    `L’évaluation reste ouverte jusqu’au ${until} (UTC).`,
  ],
  action: 'Commencer l’évaluation',
  copyLink: 'Si le bouton ne fonctionne pas, copiez cette adresse dans votre navigateur :',
  after: (account) => [
    'Ce lien vous est personnel. Merci de ne pas le transmettre.',
    `Une question sur votre candidature ? Adressez-vous à ${account} ; les réponses à ce message ne sont pas lues.`,
  ],
  shortText: (account) => `${account} vous invite à une évaluation: `,
};
