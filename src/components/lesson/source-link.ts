/** The HTML of the small link after a fact or a rule; `id` is that of a source at the end of the lesson. */
export function sourceLink(id: string): string {
  const safe = id.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  return `<sup class="source-link"><a href="#bron-${safe}">bron</a></sup>`;
}
