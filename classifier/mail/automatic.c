#include "mail/automatic.h"

const char *rapport__automatic_reason(const struct rapport__automatic_mail *mail)
{
	(void)mail;
	return NULL;
}
