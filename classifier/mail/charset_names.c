#include "mail/charset_names.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

enum {
	KEY_BYTES = 32 /* longer labels are of no charset that is known */
};

/* iconv's name, and the labels for it as fold_label leaves them, a blank around each.  What is met
 * often stands first. */
static const struct {
	const char *name, *labels;
} names[] = {
	{ "UTF-8", " utf8 usascii ascii ansix341968 ansix341986 ansix34 iso646us 646 us "
		   "iso646irv1991 isoir6 ibm367 cp367 csascii utf8mb4 unicode11utf8 "
		   "unicode20utf8 utf8n utf8bom utf8mac cp65001 65001 csutf8 " },
	{ "WINDOWS-1252",
	  " iso88591 windows1252 latin1 cp1252 win1252 1252 l1 iso885911987 isoir100 "
	  "ibm819 cp819 csisolatin1 iso88591windows30latin1 ansi cswindows1252 "
	  "isolatin1 8859 88591 " },
	{ "", " unknown8bit unknown default none binary 8bit 7bit unspecified null undefined "
	      "userdefined charset iso8859 auto any other " },
	{ "ISO-8859-15", " iso885915 latin9 l9 csisolatin9 latin0 csiso885915 " },
	{ "WINDOWS-1251", " windows1251 cp1251 win1251 1251 cswindows1251 " },
	{ "KOI8-U", " koi8r koi8u koi8 koi cskoi8r cskoi8u koi8ru " },
	{ "GB18030", " gb2312 gbk gb18030 chinese csgb2312 csiso58gb231280 gb231280 isoir58 cp936 "
		     "ms936 windows936 936 euccn gb23121980 csgbk cngb " },
	{ "BIG5-HKSCS", " big5 big5hkscs cnbig5 csbig5 xbig5 cp950 ms950 950 big5eten " },
	{ "CP949", " euckr ksc56011987 ksc56011989 ksc5601 ksc56011992 cp949 ms949 windows949 949 "
		   "uhc korean cseuckr csksc56011987 isoir149 ksx1001 " },
	{ "CP932", " shiftjis sjis csshiftjis cp932 ms932 mskanji windows31j 932 cswindows31j "
		   "shiftjisms " },
	{ "EUC-JP-MS", " eucjp cseucpkdfmtjapanese ujis eucjpms " },
	{ "ISO-2022-JP", " iso2022jp csiso2022jp cp50220 cp50221 cp50222 iso2022jpms jis "
			 "iso2022jp1 iso2022jp2 iso2022jp3 " },
	{ "HZ", " hzgb2312 hz cshzgb2312 " },
	{ "ISO-2022-KR", " iso2022kr csiso2022kr " },
	{ "ISO-2022-CN-EXT", " iso2022cn iso2022cnext csiso2022cn " },
	{ "WINDOWS-1250", " windows1250 cp1250 win1250 1250 cswindows1250 " },
	{ "ISO-8859-2", " iso88592 latin2 l2 csisolatin2 isoir101 iso885921987 88592 " },
	{ "ISO-8859-3", " iso88593 latin3 l3 csisolatin3 isoir109 iso885931988 " },
	{ "ISO-8859-4", " iso88594 latin4 l4 csisolatin4 isoir110 iso885941988 " },
	{ "ISO-8859-5", " iso88595 cyrillic csisolatincyrillic isoir144 iso885951988 " },
	{ "ISO-8859-6", " iso88596 iso88596i iso88596e arabic asmo708 ecma114 csisolatinarabic "
			"isoir127 iso885961987 csiso88596i csiso88596e " },
	{ "ISO-8859-7", " iso88597 greek greek8 ecma118 elot928 csisolatingreek isoir126 "
			"iso885971987 suneugreek " },
	{ "WINDOWS-1255", " windows1255 cp1255 win1255 1255 iso88598 iso88598i iso88598e logical "
			  "hebrew visual csisolatinhebrew csiso88598i csiso88598e isoir138 "
			  "iso885981988 cswindows1255 " },
	{ "WINDOWS-1254",
	  " windows1254 cp1254 win1254 1254 iso88599 latin5 l5 csisolatin5 isoir148 "
	  "iso885991989 turkish cswindows1254 " },
	{ "ISO-8859-10", " iso885910 latin6 l6 csisolatin6 isoir157 iso8859101992 " },
	{ "CP874", " windows874 cp874 874 iso885911 tis620 tis62025330 dos874 thai "
		   "cswindows874 cstis620 " },
	{ "ISO-8859-13", " iso885913 latin7 l7 csiso885913 " },
	{ "ISO-8859-14", " iso885914 latin8 l8 isoceltic csiso885914 " },
	{ "ISO-8859-16", " iso885916 latin10 l10 csiso885916 " },
	{ "WINDOWS-1253", " windows1253 cp1253 win1253 1253 cswindows1253 " },
	{ "WINDOWS-1256", " windows1256 cp1256 win1256 1256 cswindows1256 " },
	{ "WINDOWS-1257", " windows1257 cp1257 win1257 1257 cswindows1257 " },
	{ "WINDOWS-1258", " windows1258 cp1258 win1258 1258 cswindows1258 " },
	{ "IBM866", " ibm866 cp866 866 dos866 csibm866 " },
	{ "CP437", " ibm437 cp437 437 oem437 cspc8codepage437 " },
	{ "CP850", " ibm850 cp850 850 cspc850multilingual " },
	{ "CP852", " ibm852 cp852 852 cspcp852 " },
	{ "CP855", " ibm855 cp855 855 " },
	{ "CP857", " ibm857 cp857 857 " },
	{ "CP858", " ibm858 cp858 858 ibm00858 " },
	{ "CP862", " ibm862 cp862 862 dos862 " },
	{ "CP864", " ibm864 cp864 864 " },
	{ "MACINTOSH", " macintosh mac macroman csmacintosh " },
	{ "MAC-CENTRALEUROPE", " macce maccentraleurope maccentraleurroman " },
	{ "MAC-CYRILLIC", " maccyrillic macukrainian macuk " },
	{ "UTF-7", " utf7 unicode11utf7 csunicode11utf7 unicode20utf7 csutf7 " },
	{ "UTF-16", " utf16 unicode ucs2 iso10646ucs2 csunicode unicodefeff " },
	{ "UTF-16LE", " utf16le ucs2le " },
	{ "UTF-16BE", " utf16be ucs2be unicodefffe " },
	{ "UTF-32", " utf32 ucs4 iso10646ucs4 " },
	{ "UTF-32LE", " utf32le " },
	{ "UTF-32BE", " utf32be " },
};

/* Puts letters and digits of label into key, in small letters between two blanks.  False when that
 * is too long. */
static bool fold_label(const char *label, char key[KEY_BYTES])
{
	size_t size = 0;

	key[size++] = ' ';
	if (!strncmp(label, "charset=", 8))
		label += 8;
	label += strspn(label, " \t\"'");
	if ((label[0] == 'x' || label[0] == 'X') && label[1] == '-')
		label += 2;
	/* RFC 2231 puts a language behind "*"; some programs their whole field behind ";". */
	for (; *label && *label != '*' && *label != ';'; label++) {
		char byte = *label;

		if (byte >= 'A' && byte <= 'Z')
			byte = (char)(byte - 'A' + 'a');
		if ((byte < 'a' || byte > 'z') && (byte < '0' || byte > '9'))
			continue;
		if (size + 2 >= KEY_BYTES)
			return false;
		key[size++] = byte;
	}
	key[size++] = ' ';
	key[size] = '\0';
	return true;
}

const char *rapport__charset_named(const char *label)
{
	char key[KEY_BYTES];

	if (!fold_label(label, key))
		return NULL;
	if (!key[2])
		return ""; /* nothing between the blanks */
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strstr(names[i].labels, key))
			return names[i].name;
	return NULL;
}
