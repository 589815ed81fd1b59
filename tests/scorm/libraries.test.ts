import { describe, expect, test } from 'vitest';
import { libraryFor, withOwnLibraries } from '#src/scorm/libraries.ts';

describe('what stands in for a library from elsewhere', () => {
  test.each([
    ['https://ajax.googleapis.com/ajax/libs/jquery/1.4.3/jquery.min.js', 'jquery-1.js'],
    ['//ajax.googleapis.com/ajax/libs/jquery/2.2.4/jquery.min.js', 'jquery-1.js'],
    ['https://ajax.googleapis.com/ajax/libs/jquery/3.6.0/jquery.min.js', 'jquery-3.js'],
    ['http://code.jquery.com/jquery-latest.js', 'jquery-1.js'],
    ['https://code.jquery.com/jquery-3.7.1.slim.min.js', 'jquery-3.js'],
    ['https://cdn.jsdelivr.net/npm/jquery@3.5.1/dist/jquery.min.js', 'jquery-3.js'],
    ['https://ajax.aspnetcdn.com/ajax/jQuery/jquery-1.9.0.min.js', 'jquery-1.js'],
    ['https://ajax.googleapis.com/ajax/libs/jqueryui/1.8.5/jquery-ui.min.js', 'jquery-ui.js'],
    ['https://code.jquery.com/ui/1.12.1/jquery-ui.js', 'jquery-ui.js'],
  ])('%s', (address, name) => expect(libraryFor(address)).toBe(name));

  test.each([
    'shared/jquery.min.js',
    'https://voorbeeld.example/jquery.min.js',
    'https://cdnjs.cloudflare.com/ajax/libs/jquery-cookie/1.4.1/jquery.cookie.min.js',
    'https://code.jquery.com/ui/1.12.1/themes/base/jquery-ui.css',
    'https://ajax.googleapis.com/ajax/libs/angularjs/1.8.2/angular.min.js',
    'geen adres',
    '',
  ])('not of %s', (address) => expect(libraryFor(address)).toBeNull());
});

test('only the tags that take one change, and a checksum of their copy goes', () => {
  const page = (src: string, more = '') =>
    `<head>\r\n<script type="text/javascript" ${src}${more}></script>\n<a href="https://code.jquery.com/jquery-1.9.0.js">x</a><script src=eigen.js></script>`;
  const theirs = page("src='https://code.jquery.com/jquery-1.9.0.js'", ' integrity="sha256-x" crossorigin="anonymous"');
  expect(withOwnLibraries(theirs)).toBe(page('src="/lib/jquery-1.js"'));
  expect(withOwnLibraries(page('src=https://code.jquery.com/jquery-1.9.0.js'))).toBe(page('src="/lib/jquery-1.js"'));
  const own = page('src="jquery.js"');
  expect(withOwnLibraries(own)).toBe(own);
});
