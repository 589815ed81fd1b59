/** Text of several lines as it is kept: one kind of line break, no control characters, no spaces around it. */
export const plainText = (text: string) =>
  text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
    .trim();
