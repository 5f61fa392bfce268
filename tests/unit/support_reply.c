#include "support_reply.h"

#include <string.h>

void support_look(struct support_reply *reply, const char *text)
{
	size_t start = 0;

	reply->count = 0;
	while (text[start] && reply->count < SUPPORT_LINES) {
		size_t length = strcspn(text + start, "\n"), i = reply->count++;

		rapport__reply_look(text, start, start + length, &reply->looks[i]);
		reply->lines[i] = (struct rapport__reply_line){
			start, start + length,
			reply->looks[i].signs & RAPPORT__REPLY_IS_BLANK ? RAPPORT__REPLY_BLANK
									: RAPPORT__REPLY_NEW,
			0.5f
		};
		start += length + (text[start + length] == '\n');
	}
}

struct rapport__reply_stretch support_stretch(struct support_reply *reply, const char *text)
{
	support_look(reply, text);
	return (struct rapport__reply_stretch){ text, reply->looks, reply->lines,
						0,    reply->count, false };
}

void support_kinds(const struct support_reply *reply, char kinds[SUPPORT_LINES + 1])
{
	static const char letters[RAPPORT__REPLY_KINDS + 1] = "NBGOQAHWSDFXE";

	for (size_t i = 0; i < reply->count; i++)
		kinds[i] = letters[reply->lines[i].kind];
	kinds[reply->count] = '\0';
}
