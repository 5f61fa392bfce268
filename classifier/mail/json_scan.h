/* Finds the objects in a JSON file that hold a record each, without reading the file as a whole:
 *
 *	an array of objects, objects one after another, or one object;
 *	an object in which, by names alone, lies an array of such objects: {"results":[{...},...]}.
 *
 * Nothing is parsed here but brackets and strings.  A string ends with its line, as JSON has it, so
 * that a quote that is not closed spoils no more than what it stands in; an object in which a
 * bracket is closed that was not opened last does not end. */
#ifndef RAPPORT_JSON_SCAN_H
#define RAPPORT_JSON_SCAN_H

#include "mail/stream.h"
#include "status.h"

#include <stdint.h>

enum {
	RAPPORT__JSON_SCAN_DEPTH = 8,  /* objects around an array of records */
	RAPPORT__JSON_SCAN_KNOWN = 64, /* brackets within brackets whose form is known */
	RAPPORT__JSON_SCAN_MENDS = 16, /* objects that do not end, behind which is looked further */
};

/* Whether an object is a record of its own. */
typedef bool rapport__json_scan_accept(void *context, const char *bytes, size_t size);

/* Set accept and context; the rest is for json_scan.c.  The zero value is at a file's start. */
struct rapport__json_scan {
	rapport__json_scan_accept *accept; /* asked for the objects in arrays within an object */
	void *context;

	uint64_t lines; /* before at */
	size_t at;      /* from stream->start: what was looked at */
	size_t depth;   /* of brackets that are open */
	bool in_string, escaped;
	uint64_t arrays; /* bit 1 << d: the bracket at depth d is [ */
	size_t records;  /* the depth inside an array whose objects are all records; 0: in none */
	/* The object at hand: the outer one that may hold records or be one, and one within. */
	struct rapport__json_scan_object {
		size_t start, depth; /* from stream->start; depth around it */
		size_t indent;       /* blanks before it on its line, SIZE_MAX if there is more */
		uint64_t line;
		bool open, over, given; /* over: too long to be kept; given: it held records */
	} outer, inner;
	bool bad;           /* what is no object was met, and said so */
	size_t indent;      /* of the line at hand so far, SIZE_MAX behind its first byte */
	size_t mended;      /* objects that did not end */
	bool mends;         /* an object did not end: seeks the next one of the same indent ... */
	size_t mend_indent; /* ... that is */
};

/* A record's bytes: borrowed from the stream until the next call.  NULL: there are no more. */
struct rapport__json_scan_found {
	const char *bytes;
	size_t size;
	uint64_t line; /* it begins on, from 1 */
};

/* Finds the next record.  Fails with FORMAT for what is no object, or an object that does not end,
 * (what begins like it on a later line is still found, in files that are indented), with LIMIT for
 * one of more than RAPPORT_TEXT_BYTES_MAX, where error->place is its line: call again
 * to go on behind it.  Fails with MEMORY. */
enum rapport_status rapport__json_scan_next(struct rapport__json_scan *scan,
					    struct rapport__stream *stream,
					    struct rapport__json_scan_found *found,
					    struct rapport_error *error);

#endif
