/* The names that mail and HTML give to charsets. */
#ifndef RAPPORT_CHARSET_NAMES_H
#define RAPPORT_CHARSET_NAMES_H

/* What bytes under that label are best read as, in iconv's words.  "" where the label says nothing
 * ("unknown-8bit", empty), NULL where it is not known here.  Static.
 *
 * Case, blanks, quotation marks, hyphens and a leading "x-" do not count.  Narrow sets stand for
 * the wider one that mail programs mean by them, as in the WHATWG's Encoding Standard, section 4.2:
 * ASCII for UTF-8, ISO-8859-1 for Windows-1252, GB2312 for GB18030, EUC-KR for CP949 and so on. */
const char *rapport__charset_named(const char *label);

#endif
