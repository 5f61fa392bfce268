/* RTF of any bytes becomes UTF-8 text within its limit, or is refused as none. */
#include "outlook/rtf.h"
#include "text/utf8.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	struct rapport__charset charset = { 0 };
	struct rapport__buffer text = { 0 };
	bool html;
	enum rapport_status status = rapport__rtf_read(&charset, (const char *)data, size, &text,
						       &html, NULL);

	if (status && status != RAPPORT_ERR_FORMAT)
		abort();
	if (text.size > 3 * size + 3 || !rapport__utf8_valid(text.data ? text.data : "", text.size))
		abort();
	rapport__buffer_clear(&text);
	rapport__charset_clear(&charset);
	return 0;
}
