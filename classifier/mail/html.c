#include "mail/html.h"

#include "status.h"

enum rapport_status rapport__html_to_text(const char *html, size_t size,
					  struct rapport__buffer *text, struct rapport_error *error)
{
	if (!rapport__buffer_add(text, html, size))
		return rapport_fail_memory(error);
	return RAPPORT_OK;
}
