/* Mail domains that anyone may have an address at: two of their addresses are no one company. */
#ifndef RAPPORT_MAIL_PUBLIC_DOMAIN_H
#define RAPPORT_MAIL_PUBLIC_DOMAIN_H

#include <stdbool.h>
#include <stddef.h>

/* domain is ASCII in lower case, without "@".  Providers with a domain a country ("yahoo.de") are
 * known by their name, in all countries. */
bool rapport__public_domain(const char *domain, size_t size);

/* The whole list, sorted by strcmp, each once; a name that ends in "." is one a country. */
extern const char *const rapport__public_domains[];
extern const size_t rapport__public_domain_count;

#endif
