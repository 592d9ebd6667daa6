import { type InvitationWords } from './invitation.js';

/** An invitation in Arabic. */
export const ara: InvitationWords = {
  tag: 'ar',
  direction: 'rtl',
  subject: (account) => `دعوة من ${account} لإجراء تقييم`,
  greeting: (candidate) => (candidate === '' ? 'مرحبًا،' : `مرحبًا ${candidate}،`),
  before: ({ account, position, until }) => [
    `ترغب ${account} في التعرّف عليك بشكل أفضل وتدعوك إلى إجراء التقييم «${position}».`,
    'اختر وقتًا هادئًا للإجابة. تُحفظ إجاباتك أولًا بأول، ويمكنك التوقف ثم المتابعة لاحقًا، حتى من جهاز آخر.',
    `يبقى التقييم متاحًا حتى ${until} (بالتوقيت العالمي المنسق).`,
  ],
  action: 'ابدأ التقييم',
  copyLink: 'إذا لم يعمل الزر، فانسخ هذا العنوان إلى متصفحك:',
  after: (account) => [
    'هذا الرابط خاص بك وحدك، فالرجاء عدم مشاركته مع أحد.',
    `هل لديك أسئلة حول طلبك؟ تواصل مع ${account}، فالردود على هذه الرسالة لا تُقرأ.`,
  ],
  shortText: (account) => `تدعوك ${account} إلى إجراء تقييم: `,
};
