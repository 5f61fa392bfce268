#include "mail/counterparts.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static const char *const addresses[] = { "rep@seller.example", "rep@gmail.com" };
static const struct rapport__mine mine = { addresses, 2 };

static struct rapport__counterparts read_all(const char *from, const char *to, const char *cc)
{
	struct rapport__counterparts out;

	rapport__counterparts_read(&mine, from, to, cc, &out);
	return out;
}

Test(counterparts, are_everyone_but_the_user_and_colleagues)
{
	static const struct {
		const char *name, *from, *to, *cc;
		size_t principals, count;
	} rows[] = {
		{ "a customer", "ann@x.example", "rep@seller.example", NULL, 1, 1 },
		{ "the user", "REP@Seller.example", "Ann <ann@x.example>", NULL, 1, 1 },
		{ "colleagues", "rep@seller.example", "boss@SELLER.example", NULL, 0, 0 },
		{ "the user's provider is nobody's", "rep@gmail.com", "ann@gmail.com", NULL, 1, 1 },
		{ "two of a company", "a@x.example", "\"B, C\" <b@x.example>,rep@gmail.com", NULL,
		  1, 1 },
		{ "two of a provider", "a@gmail.com", "b@gmail.com", NULL, 2, 2 },
		{ "copies come last", "a@x.example", NULL, "b@y.example; c@z.example", 1, 3 },
		{ "address as name", "\"a@x.example\" <a@x.example>", NULL, NULL, 1, 1 },
		{ "no addresses", "Anna", "@ @@ a@ @b <>", "undisclosed-recipients:;", 0, 0 },
		{ "nothing", NULL, NULL, NULL, 0, 0 },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct rapport__counterparts out = read_all(rows[i].from, rows[i].to, rows[i].cc);

		cr_expect_eq(out.principals, rows[i].principals, "%s", rows[i].name);
		cr_expect_eq(out.count, rows[i].count, "%s", rows[i].name);
	}
}

Test(counterparts, people_of_a_company_have_one_key)
{
	cr_expect_eq(read_all("a@x.example", NULL, NULL).keys[0],
		     read_all(NULL, "B <B@X.example>", NULL).keys[0]);
	cr_expect_neq(read_all("a@gmail.com", NULL, NULL).keys[0],
		      read_all("b@gmail.com", NULL, NULL).keys[0]);
	cr_expect_neq(read_all("a@x.example", NULL, NULL).keys[0],
		      read_all("a@y.example", NULL, NULL).keys[0]);
}

Test(counterparts, without_the_users_addresses_all_are_one)
{
	struct rapport__counterparts sent, answer, other;

	rapport__counterparts_read(NULL, "rep@seller.example", "a@x.example", NULL, &sent);
	rapport__counterparts_read(NULL, "a@x.example", "rep@seller.example", NULL, &answer);
	rapport__counterparts_read(NULL, "b@y.example", "rep@seller.example", NULL, &other);
	cr_expect_eq(sent.count, 1);
	cr_expect_eq(sent.principals, 1);
	cr_expect_eq(sent.keys[0], answer.keys[0]);
	cr_expect_neq(sent.keys[0], other.keys[0]);
	rapport__counterparts_read(NULL, NULL, NULL, "b@y.example", &other);
	cr_expect_eq(other.count, 0);
}

Test(counterparts, many_and_long_ones_are_cut)
{
	static char many[100000], one[5000];
	size_t size = 0;

	for (size_t i = 0; size + 32 < sizeof many; i++)
		size += (size_t)snprintf(many + size, sizeof many - size, "a@x%zu.example, ", i);
	cr_expect_eq(read_all(NULL, many, many).count, RAPPORT__COUNTERPARTS_MAX);
	memset(one, 'a', sizeof one - 1);
	memcpy(one + 2000, "@", 1);
	cr_expect_eq(read_all(one, NULL, NULL).count, 0);
}
