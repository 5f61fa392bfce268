#include "mail/role.h"

#include "text/utf8.h"

#include <string.h>

/* Letters of Latin-1 Supplement and Latin Extended-A, U+00E0 to U+017F, without their accents;
 * blank: none, or two letters. */
static const char plain_letters[] = "aaaaaa ceeeeiiiidnooooo ouuuuy y"
				    "aaaaaaccccccccddddeeeeeeeeeegggg"
				    "gggghhhhiiiiiiiiii  jjkkklllllll"
				    "lllnnnnnnnnnoooooo  rrrrrrssssss"
				    "ssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

static bool append(char *out, size_t *size, const char *bytes, size_t count)
{
	if (*size + count >= RAPPORT__ROLE_NAME_BYTES)
		return false;
	memcpy(out + *size, bytes, count);
	*size += count;
	return true;
}

size_t rapport__role_fold(const char *name, size_t size, char *out)
{
	char folded[4 * RAPPORT__ROLE_NAME_BYTES];
	size_t folded_size, out_size = 0, taken;
	bool fits = true;

	folded_size = rapport__utf8_fold(name, size, folded, sizeof folded);
	for (size_t i = 0; i < folded_size && fits; i += taken) {
		uint32_t code_point;
		enum rapport__utf8_kind kind;

		taken = rapport__utf8_next(folded + i, folded_size - i, &code_point);
		if (code_point >= 0xE0 && code_point < 0x180 &&
		    plain_letters[code_point - 0xE0] != ' ') {
			fits = append(out, &out_size, &plain_letters[code_point - 0xE0], 1);
			continue;
		}
		if (code_point == 0xE6 || code_point == 0x153) {
			fits = append(out, &out_size, code_point == 0xE6 ? "ae" : "oe", 2);
			continue;
		}
		kind = rapport__utf8_kind(code_point);
		if (kind == RAPPORT__UTF8_LETTER || kind == RAPPORT__UTF8_DIGIT ||
		    (kind == RAPPORT__UTF8_MARK && code_point >= 0x370))
			fits = append(out, &out_size, folded + i, taken);
	}
	if (!fits)
		out_size = 0;
	out[out_size] = '\0';
	return out_size;
}

/* Whether word stands in a list of words with a blank between them. */
static bool is_in(const char *list, const char *word, size_t size)
{
	for (const char *p = list; (p = strstr(p, word)); p++)
		if ((p == list || p[-1] == ' ') && (!p[size] || p[size] == ' '))
			return true;
	return false;
}

static bool ends_with_one_of(const char *word, size_t size, const char *list)
{
	for (const char *p = list; *p; p += *p == ' ') {
		size_t part = strcspn(p, " ");

		if (part < size && !memcmp(word + size - part, p, part))
			return true;
		p += part;
	}
	return false;
}

static bool holds_one_of(const char *word, const char *list)
{
	char part[RAPPORT__ROLE_NAME_BYTES];

	for (const char *p = list; *p; p += *p == ' ') {
		size_t size = strcspn(p, " ");

		memcpy(part, p, size);
		part[size] = '\0';
		if (strstr(word, part))
			return true;
		p += size;
	}
	return false;
}

bool rapport__role_find(const char *name, size_t size, struct rapport__role_found *found)
{
	char word[RAPPORT__ROLE_NAME_BYTES];
	size_t word_size = rapport__role_fold(name, size, word);

	if (!word_size)
		return false;
	for (size_t i = 0; rapport__role_names[i].names; i++)
		if (is_in(rapport__role_names[i].names, word, word_size)) {
			*found = (struct rapport__role_found){ rapport__role_names[i].role,
							       rapport__role_names[i].sense,
							       (unsigned)i };
			return true;
		}
	if (!holds_one_of(word, rapport__role_text_words) ||
	    ends_with_one_of(word, word_size, rapport__role_no_text_ends))
		return false;
	*found = (struct rapport__role_found){ RAPPORT__ROLE_TEXT, RAPPORT__ROLE_COMMENT,
					       RAPPORT__ROLE_RANK_LIKE };
	return true;
}

int rapport__role_direction(enum rapport__role role, const char *value, size_t size)
{
	char word[RAPPORT__ROLE_NAME_BYTES];
	size_t word_size = rapport__role_fold(value, size, word);
	bool yes, no;

	if (!word_size)
		return 0;
	if (role == RAPPORT__ROLE_DIRECTION || role == RAPPORT__ROLE_WRITER) {
		/* HubSpot calls mail that was sent EMAIL; as a type it says nothing. */
		yes = (role == RAPPORT__ROLE_DIRECTION && !strcmp(word, "email")) ||
		      is_in(rapport__role_outgoing_words, word, word_size);
		no = is_in(rapport__role_incoming_words, word, word_size);
		return yes - no;
	}
	yes = is_in(rapport__role_yes_words, word, word_size);
	no = is_in(rapport__role_no_words, word, word_size);
	return role == RAPPORT__ROLE_OUTGOING ? yes - no : no - yes;
}
