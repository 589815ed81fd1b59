import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

interface Node {
  role?: string;
  children?: Node[];
}
const flat = (node: Node): Node[] => [node, ...(node.children ?? []).flatMap(flat)];

/** What a PDF says: its words, and what they are for who can't see them. */
export async function readPdf(pdf: Buffer) {
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
  let text = '';
  const roles: string[] = [];
  for (let nr = 1; nr <= document.numPages; nr++) {
    const page = await document.getPage(nr);
    const { items } = await page.getTextContent();
    text += ` ${items.map((item) => ('str' in item ? item.str : '')).join(' ')}`;
    roles.push(...flat((await page.getStructTree()) as unknown as Node).flatMap((node) => node.role ?? []));
  }
  const marked = ((await document.getMarkInfo()) as unknown as Map<string, boolean>).get('Marked');
  const { info } = (await document.getMetadata()) as { info: Record<string, unknown> };
  return { text, roles, marked, info, pages: document.numPages };
}
