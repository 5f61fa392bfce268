#include "mail/counterparts.h"

#include "mail/public_domain.h"
#include "text/hash.h"

#include <string.h>

enum {
	ADDRESS_BYTES = 254, /* RFC 5321, 4.5.3.1.3 */
	ADDRESSES_MAX = 64,  /* looked at in a field */
};

/* An address in lower case, with a NUL behind. */
struct address {
	char text[ADDRESS_BYTES + 1];
	size_t size, domain; /* where the domain begins */
};

static bool address_byte(char byte)
{
	return byte > ' ' && byte != 0x7F && !strchr("<>()[],;:\"'\\@", byte);
}

/* Reads the next "local@domain" of a field, and moves *field behind it. */
static bool next_address(const char **field, struct address *address)
{
	const char *at = *field;

	while (at && (at = strchr(at, '@'))) {
		const char *start = at, *end = at + 1;

		while (start > *field && address_byte(start[-1]))
			start--;
		while (*end && address_byte(*end))
			end++;
		*field = end;
		address->size = (size_t)(end - start);
		address->domain = (size_t)(at - start) + 1;
		if (at > start && end > at + 1 && address->size <= ADDRESS_BYTES) {
			for (size_t i = 0; i < address->size; i++) {
				char byte = start[i];

				address->text[i] = byte >= 'A' && byte <= 'Z' ? (char)(byte | 0x20)
									      : byte;
			}
			address->text[address->size] = '\0';
			return true;
		}
		at = end;
	}
	return false;
}

static bool public_domain(const struct address *address)
{
	return rapport__public_domain(address->text + address->domain,
				      address->size - address->domain);
}

static bool own(const struct rapport__mine *mine, const struct address *address)
{
	const char *domain = address->text + address->domain;

	if (rapport__mine_has(mine, address->text))
		return true;
	if (public_domain(address))
		return false;
	for (size_t i = 0; i < mine->count; i++) {
		const char *other = strrchr(mine->addresses[i], '@');

		if (other && !strcasecmp(other + 1, domain))
			return true;
	}
	return false;
}

static uint64_t key_of(const struct address *address)
{
	size_t from = public_domain(address) ? 0 : address->domain;

	return rapport__hash(address->text + from, address->size - from, 0);
}

static void add(struct rapport__counterparts *out, uint64_t key)
{
	for (size_t i = 0; i < out->count; i++)
		if (out->keys[i] == key)
			return;
	if (out->count < RAPPORT__COUNTERPARTS_MAX)
		out->keys[out->count++] = key;
}

static void read_field(const struct rapport__mine *mine, const char *field,
		       struct rapport__counterparts *out)
{
	struct address address;

	for (size_t i = 0; i < ADDRESSES_MAX && next_address(&field, &address); i++)
		if (!mine || !own(mine, &address))
			add(out, key_of(&address));
}

void rapport__counterparts_read(const struct rapport__mine *mine, const char *from, const char *to,
				const char *cc, struct rapport__counterparts *out)
{
	uint64_t all = 0;

	if (mine && !mine->count)
		mine = NULL;
	*out = (struct rapport__counterparts){ 0 };
	read_field(mine, from, out);
	read_field(mine, to, out);
	out->principals = out->count;
	if (mine) {
		read_field(mine, cc, out);
		return;
	}
	for (size_t i = 0; i < out->count; i++)
		all += out->keys[i]; /* in any order the same */
	if (!out->count)
		return;
	out->keys[0] = rapport__hash(&all, sizeof all, 1);
	out->count = out->principals = 1;
}
