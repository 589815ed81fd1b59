/** `Baliewijs <noreply@baliewijs.example>`, or the address alone, in its two parts. */
export function organiserOf(from: string): { name: string; email: string } {
  const [, name = '', address] = /^(.*)<([^<>]+)>\s*$/.exec(from) ?? [];
  const email = (address ?? from).trim();
  return { name: name.trim().replaceAll(/^"|"$/g, '') || email, email };
}
