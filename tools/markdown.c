#include "tools/markdown.h"

#include <string.h>

void markdown_put(FILE *file, const char *text)
{
	/* What means something in Markdown or HTML, anywhere in a line. */
	for (; *text; text++) {
		const unsigned char byte = (unsigned char)*text;

		if (strchr("\\|`<>*_[]&#", *text))
			fputc('\\', file);
		fputc(byte < ' ' || byte == 0x7F ? ' ' : byte, file);
	}
}
