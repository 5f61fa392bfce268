/* What is inside of a signed S/MIME message (application/pkcs7-mime): RFC 5652, in BER. */
#ifndef RAPPORT_CMS_H
#define RAPPORT_CMS_H

#include "memory.h"

/* Appends the content that SignedData holds: a MIME entity.  Nothing for content that is encrypted,
 * compressed or not there.  No signature is looked at.  False without memory. */
bool rapport__cms_content(const char *bytes, size_t size, struct rapport__buffer *content);

#endif
