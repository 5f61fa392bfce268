#include "mail/public_domain.h"

#include <criterion/criterion.h>
#include <string.h>

Test(public_domain, list_is_sorted_and_each_is_found)
{
	for (size_t i = 0; i < rapport__public_domain_count; i++) {
		const char *name = rapport__public_domains[i];

		cr_expect(!i || strcmp(rapport__public_domains[i - 1], name) < 0,
			  "%s is out of order", name);
		cr_expect(rapport__public_domain(name, strlen(name)), "%s", name);
	}
}

Test(public_domain, companies_are_told_from_providers)
{
	static const struct {
		const char *domain;
		bool known;
	} rows[] = { { "gmail.com", true },
		     { "yahoo.co.uk", true },
		     { "gmx.at", true },
		     { "example.com", false },
		     { "gmail", false },
		     { "gmail.com.evil", false },
		     { "live.company.example", false },
		     { "my-yahoo.example", false },
		     { "", false },
		     { ".", false } };

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect_eq(rapport__public_domain(rows[i].domain, strlen(rows[i].domain)),
			     rows[i].known, "%s", rows[i].domain);
}
