/* What the programs exit with.  Above 1 as in sysexits.h. */
#ifndef RAPPORT_EXIT_H
#define RAPPORT_EXIT_H

#include <sysexits.h>

enum {
	EXIT_DONE = 0,
	EXIT_SOME_UNREAD = 1,       /* done, but some inputs could not be read; each was named */
	EXIT_USAGE = EX_USAGE,      /* 64 */
	EXIT_BAD_DATA = EX_DATAERR, /* 65 a file is not what it should be */
	EXIT_NO_INPUT = EX_NOINPUT, /* 66 a file cannot be read */
	EXIT_UNAVAILABLE = EX_UNAVAILABLE, /* 69 a part of rapport is missing */
	EXIT_SOFTWARE = EX_SOFTWARE,       /* 70 */
	EXIT_OS = EX_OSERR,                /* 71 no memory */
	EXIT_CANNOT_CREATE = EX_CANTCREAT, /* 73 */
	EXIT_IO = EX_IOERR,                /* 74 */
	EXIT_TRY_AGAIN = EX_TEMPFAIL,      /* 75 */
	EXIT_CONFIG = EX_CONFIG,           /* 78 */
};

#endif
