#include "mail/cms.h"

#include <string.h>

enum {
	SEQUENCE = 0x30,
	OBJECT = 0x06,
	OCTETS = 0x04,
	CONSTRUCTED = 0x20,
	CONTEXT_0 = 0xA0,
	DEPTH_MAX = 32 /* of elements of no stated length that are passed over */
};

/* An element: where its content begins and ends. */
struct element {
	unsigned tag;
	const char *content, *end;
	bool open; /* ends with two NUL bytes, somewhere before end */
};

/* Reads the head of the element at p; false where there is none within end. */
static bool read_head(const char *p, const char *end, struct element *element)
{
	size_t length = 0, count;

	if (end - p < 2)
		return false;
	element->tag = (unsigned char)*p++;
	count = (unsigned char)*p++;
	element->open = count == 0x80;
	if (count < 0x80) {
		length = count;
	} else {
		count -= 0x80;
		if (count > 4 || (size_t)(end - p) < count)
			return false;
		for (; count; count--)
			length = length << 8 | (unsigned char)*p++;
	}
	element->content = p;
	/* A file that was cut still has its beginning. */
	element->end = element->open || length > (size_t)(end - p) ? end : p + length;
	return true;
}

/* Moves *place behind the element there. */
static bool skip(const char **place, const char *end)
{
	size_t depth = 0;

	do {
		struct element element;

		if (!read_head(*place, end, &element))
			return false;
		*place = element.open ? element.content : element.end;
		if (element.open && ++depth > DEPTH_MAX)
			return false;
		if (!element.tag && depth)
			depth--;
	} while (depth);
	return true;
}

/* Moves *place and *end into the element there, which must have that tag. */
static bool enter(const char **place, const char **end, unsigned tag)
{
	struct element element;

	if (!read_head(*place, *end, &element) || element.tag != tag)
		return false;
	*place = element.content;
	*end = element.end;
	return true;
}

/* Moves *place behind an object identifier that must be this one of PKCS #7. */
static bool take_object(const char **place, const char *end, char last)
{
	static const char pkcs_7[] = "\x2A\x86\x48\x86\xF7\x0D\x01\x07";
	struct element element;

	if (!read_head(*place, end, &element) || element.tag != OBJECT ||
	    element.end - element.content != 9 || memcmp(element.content, pkcs_7, 8) != 0 ||
	    element.content[8] != last)
		return false;
	*place = element.end;
	return true;
}

/* A string in one piece, or in many within each other. */
static bool add_octets(const char *p, const char *end, struct rapport__buffer *content)
{
	struct element element;

	while (read_head(p, end, &element)) {
		if (element.tag == OCTETS) {
			if (!rapport__buffer_add(content, element.content,
						 (size_t)(element.end - element.content)))
				return false;
			p = element.end;
		} else if (element.tag == (OCTETS | CONSTRUCTED) || !element.tag) {
			p = element.content; /* of zero: the end of another */
		} else {
			break;
		}
	}
	return true;
}

bool rapport__cms_content(const char *bytes, size_t size, struct rapport__buffer *content)
{
	const char *p = bytes, *end = bytes + size;

	if (!enter(&p, &end, SEQUENCE) || !take_object(&p, end, 2) || !enter(&p, &end, CONTEXT_0) ||
	    !enter(&p, &end, SEQUENCE))
		return true;
	/* The version and the digests come first. */
	for (int i = 0; i < 2; i++)
		if (!skip(&p, end))
			return true;
	if (!enter(&p, &end, SEQUENCE) || !take_object(&p, end, 1) || !enter(&p, &end, CONTEXT_0))
		return true;
	return add_octets(p, end, content);
}
