/**
 * The manifest of a package that goes out: IMS Content Packaging 1.1.2 with ADL's 1.2 or 2004 4th Edition, and LOM metadata.
 * The schemas themselves don't travel along (decision 010).
 */
import type { ExportedPackage, ExportedText } from '#src/domain/export/module.ts';
import { escaped } from './xml.ts';

export interface PackageParts {
  /** The page of each module, in the order of the package's modules. */
  pages: readonly string[];
  /** What all pages use, and what goes with them. */
  shared: readonly string[];
}

const language = 'nl';
export const licenceSentence =
  'Lestekst: Creative Commons Naamsvermelding 4.0 Internationaal (CC BY 4.0). Programma: EUPL-1.2. Zie LICENTIE.txt.';

export const identifierOf = (kind: string, id: string) => `baliewijs-${kind}-${id}`;

export const writeManifest = (pack: ExportedPackage, parts: PackageParts): string =>
  pack.edition === '1.2' ? manifest12(pack, parts) : manifest2004(pack, parts);

function manifest12(pack: ExportedPackage, parts: PackageParts): string {
  const items = pack.modules.map(
    (module) => `      <item identifier="item-${module.id}" identifierref="page-${module.id}" isvisible="true">
        <title>${escaped(module.title)}</title>
        <metadata>${lom12(module)}</metadata>
      </item>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="${identifierOf(pack.kind, pack.id)}" version="1.1" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2" xmlns:imsmd="http://www.imsglobal.org/xsd/imsmd_rootv1p2p1">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>1.2</schemaversion>
    ${lom12(pack)}
  </metadata>
  <organizations default="inhoud">
    <organization identifier="inhoud">
      <title>${escaped(pack.title)}</title>
${items.join('\n')}
    </organization>
  </organizations>
  <resources>
${resources(pack, parts, 'adlcp:scormtype')}
  </resources>
</manifest>
`;
}

function manifest2004(pack: ExportedPackage, parts: PackageParts): string {
  const items = pack.modules.map(
    (module) => `      <item identifier="item-${module.id}" identifierref="page-${module.id}" isvisible="true">
        <title>${escaped(module.title)}</title>
        <metadata>${lom2004(module)}</metadata>
        <imsss:sequencing>
          <imsss:deliveryControls completionSetByContent="true" objectiveSetByContent="true"/>
        </imsss:sequencing>
      </item>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="${identifierOf(pack.kind, pack.id)}" version="1" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3" xmlns:adlseq="http://www.adlnet.org/xsd/adlseq_v1p3" xmlns:imsss="http://www.imsglobal.org/xsd/imsss">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>2004 4th Edition</schemaversion>
    ${lom2004(pack)}
  </metadata>
  <organizations default="inhoud">
    <organization identifier="inhoud" adlseq:objectivesGlobalToSystem="false">
      <title>${escaped(pack.title)}</title>
${items.join('\n')}
      <imsss:sequencing>
        <imsss:controlMode choice="true" flow="true"/>
      </imsss:sequencing>
    </organization>
  </organizations>
  <resources>
${resources(pack, parts, 'adlcp:scormType')}
  </resources>
</manifest>
`;
}

/** The attribute that tells a page from an asset is written differently in the two. */
function resources(pack: ExportedPackage, parts: PackageParts, scormType: string): string {
  const pages = pack.modules.map((module, at) => {
    const page = escaped(parts.pages[at] ?? '');
    return `    <resource identifier="page-${module.id}" type="webcontent" ${scormType}="sco" href="${page}">
      <file href="${page}"/>
      <dependency identifierref="shared"/>
    </resource>`;
  });
  const files = parts.shared.map((name) => `      <file href="${escaped(name)}"/>`);
  return `${pages.join('\n')}
    <resource identifier="shared" type="webcontent" ${scormType}="asset">
${files.join('\n')}
    </resource>`;
}

const duration = (minutes: number) => `PT${Math.floor(minutes / 60)}H${minutes % 60}M`;

function lom12({ title, description, version, minutes }: ExportedText): string {
  const said = (text: string) => `<imsmd:langstring xml:lang="${language}">${escaped(text)}</imsmd:langstring>`;
  const word = (text: string) => `<imsmd:langstring xml:lang="x-none">${escaped(text)}</imsmd:langstring>`;
  const choice = (name: string, value: string) =>
    `<imsmd:${name}><imsmd:source>${word('LOMv1.0')}</imsmd:source><imsmd:value>${word(value)}</imsmd:value></imsmd:${name}>`;
  return `<imsmd:lom>
      <imsmd:general>
        <imsmd:title>${said(title)}</imsmd:title>
        <imsmd:language>${language}</imsmd:language>
        <imsmd:description>${said(description)}</imsmd:description>
      </imsmd:general>${
        version === null
          ? ''
          : `
      <imsmd:lifecycle>
        <imsmd:version>${word(String(version))}</imsmd:version>
      </imsmd:lifecycle>`
      }
      <imsmd:metametadata>
        <imsmd:metadatascheme>ADL SCORM 1.2</imsmd:metadatascheme>
        <imsmd:language>${language}</imsmd:language>
      </imsmd:metametadata>
      <imsmd:technical>
        <imsmd:format>text/html</imsmd:format>
      </imsmd:technical>
      <imsmd:educational>
        <imsmd:typicallearningtime><imsmd:datetime>${duration(minutes)}</imsmd:datetime></imsmd:typicallearningtime>
        <imsmd:language>${language}</imsmd:language>
      </imsmd:educational>
      <imsmd:rights>
        ${choice('cost', 'no')}
        ${choice('copyrightandotherrestrictions', 'yes')}
        <imsmd:description>${said(licenceSentence)}</imsmd:description>
      </imsmd:rights>
    </imsmd:lom>`;
}

function lom2004({ title, description, version, minutes }: ExportedText): string {
  const said = (text: string) => `<string language="${language}">${escaped(text)}</string>`;
  const choice = (name: string, value: string) => `<${name}><source>LOMv1.0</source><value>${value}</value></${name}>`;
  return `<lom xmlns="http://ltsc.ieee.org/xsd/LOM">
      <general>
        <title>${said(title)}</title>
        <language>${language}</language>
        <description>${said(description)}</description>
      </general>${
        version === null
          ? ''
          : `
      <lifeCycle>
        <version>${said(String(version))}</version>
      </lifeCycle>`
      }
      <metaMetadata>
        <metadataSchema>LOMv1.0</metadataSchema>
        <metadataSchema>ADLv1.0</metadataSchema>
        <language>${language}</language>
      </metaMetadata>
      <technical>
        <format>text/html</format>
      </technical>
      <educational>
        <typicalLearningTime><duration>${duration(minutes)}</duration></typicalLearningTime>
        <language>${language}</language>
      </educational>
      <rights>
        ${choice('cost', 'no')}
        ${choice('copyrightAndOtherRestrictions', 'yes')}
        <description>${said(licenceSentence)}</description>
      </rights>
    </lom>`;
}
