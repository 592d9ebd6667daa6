import type { components } from '../../openapi.js';
import { CopyButton } from '../parts/copy-button.js';
import { words } from '../words/words.js';

type Application = components['schemas']['Application'];

/** The links of an application. They can be copied; the gateway gives none to somebody who may not have them. */
export function ApplicationLinks({ application }: { application: Application }) {
  const text = words.applications.one;
  const links = [
    [text.questionnaire, application.app_link_full],
    [text.report, application.rep_link_full ?? ''],
    [text.fullerReport, application.rep_link_full_acc ?? ''],
  ] as const;
  const known = links.filter(([, link]) => link !== '');
  if (known.length === 0) return <p className="quiet">{text.linksHidden}</p>;
  return (
    <>
      <p className="quiet">{text.linksDetail}</p>
      <dl className="secrets links">
        {known.map(([name, link]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <code>
                {/^https?:\/\//.test(link) ? (
                  <a href={link} rel="noreferrer" target="_blank">
                    {link}
                  </a>
                ) : (
                  link
                )}
              </code>
              <CopyButton text={link} label={`${words.everywhere.copy} ${name}`} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
