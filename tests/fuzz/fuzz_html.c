/* HTML of any bytes becomes UTF-8 that ends in a line feed, or a named failure. */
#include "mail/html.h"
#include "text/utf8.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	struct rapport__buffer text = { 0 };
	struct rapport_error error;
	enum rapport_status status = rapport__html_to_text((const char *)data, size, &text, &error);

	if (status && status != RAPPORT_ERR_LIMIT)
		abort();
	if (text.size && (status || !rapport__utf8_valid(text.data, text.size) ||
			  text.data[text.size - 1] != '\n'))
		abort();
	rapport__buffer_clear(&text);
	return 0;
}
