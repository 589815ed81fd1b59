/** The schemas of ADL and IMS, from the folder with samples beside the repository: to hold a manifest against. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validateXML } from 'xmllint-wasm';
import { readZip } from '#tests/kit/read-zip.ts';
import type { Edition } from '#src/domain/scorm-elements.ts';
import { scormSamples } from '#tests/kit/scorm-samples.ts';

const folder = join(scormSamples(), 'xsd');

export const hasSchemas = existsSync(folder);
if (!hasSchemas) console.warn(`Skipped: no folder ${folder} with schemas (set SCORM_SAMPLES).`);

const schemas: Record<Edition, { zip: string; names: [namespace: string, file: string][] }> = {
  '1.2': {
    zip: 'scorm12-xsd.zip',
    names: [
      ['http://www.imsproject.org/xsd/imscp_rootv1p1p2', 'imscp_rootv1p1p2.xsd'],
      ['http://www.imsglobal.org/xsd/imsmd_rootv1p2p1', 'imsmd_rootv1p2p1.xsd'],
      ['http://www.adlnet.org/xsd/adlcp_rootv1p2', 'adlcp_rootv1p2.xsd'],
    ],
  },
  '2004': {
    zip: 'scorm2004-4e-xsd.zip',
    names: [
      ['http://www.imsglobal.org/xsd/imscp_v1p1', 'imscp_v1p1.xsd'],
      ['http://ltsc.ieee.org/xsd/LOM', 'lomStrict.xsd'],
      ['http://www.adlnet.org/xsd/adlcp_v1p3', 'adlcp_v1p3.xsd'],
      ['http://www.adlnet.org/xsd/adlseq_v1p3', 'adlseq_v1p3.xsd'],
      ['http://www.adlnet.org/xsd/adlnav_v1p3', 'adlnav_v1p3.xsd'],
      ['http://www.imsglobal.org/xsd/imsss', 'imsss_v1p0.xsd'],
    ],
  },
};

/** What is wrong with a manifest, in the words of xmllint; nothing when it is valid. */
export async function faultsOf(edition: Edition, manifest: string): Promise<string[]> {
  const { zip, names } = schemas[edition];
  const preload = [...readZip(readFileSync(join(folder, zip)))]
    .filter(([name]) => name.endsWith('.xsd'))
    .map(([name, bytes]) => ({ fileName: flat(name), contents: repaired(name, bytes.toString('utf8')) }));
  const imports = names.map(([namespace, file]) => `<xs:import namespace="${namespace}" schemaLocation="${file}"/>`);
  const result = await validateXML({
    xml: [{ fileName: 'imsmanifest.xml', contents: manifest }],
    schema: [`<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">${imports.join('')}</xs:schema>`],
    preload,
  });
  return result.errors.map((error) => error.rawMessage);
}

/** xmllint gets no folders to look in. */
const flat = (name: string) => name.replaceAll('/', '_');

/**
 * As delivered, one declares the xml prefix anew, which no parser takes; some ask the network for what stands beside them; and
 * that of the metadata of 1.2 may not say `##any` after elements of its own (`##other` is what we use less than).
 */
function repaired(name: string, text: string): string {
  const within = name.includes('/') ? name.slice(0, name.lastIndexOf('/') + 1) : '';
  return text
    .replace(/\sxmlns="http:\/\/www\.w3\.org\/XML\/1998\/namespace"/, '')
    .replace('namespace="##any" processContents="strict"', 'namespace="##other" processContents="strict"')
    .replaceAll(/schemaLocation\s*=\s*"(?:https?:\/\/[^"]*\/)?([^"]+)"/g, (_all, file: string) => {
      const path = new URL(file, `file:///${file.endsWith('xml.xsd') ? '' : within}`).pathname.slice(1);
      return `schemaLocation="${flat(path)}"`;
    });
}
