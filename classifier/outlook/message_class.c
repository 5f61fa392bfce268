#include "outlook/message_class.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

/* The first that fits counts: the prefix up to the name's end or a dot, the suffix at the end. */
static const struct {
	const char *prefix, *suffix;
	enum rapport__message_class kind;
} classes[] = {
	{ "REPORT", ".NDR", RAPPORT__CLASS_BOUNCE },
	{ "REPORT", "", RAPPORT__CLASS_REPORT },
	{ "IPM.Schedule", "", RAPPORT__CLASS_MEETING },
	{ "IPM.Microsoft Schedule", "", RAPPORT__CLASS_MEETING },
	{ "IPM.Microsoft Mail.Non-Delivery", "", RAPPORT__CLASS_BOUNCE },
	{ "IPM.Microsoft Mail.Read Receipt", "", RAPPORT__CLASS_REPORT },
	{ "IPM.Appointment", "", RAPPORT__CLASS_CALENDAR },
	{ "IPM.OLE.CLASS", "", RAPPORT__CLASS_CALENDAR }, /* an exception of a recurring one */
	{ "IPM.Note.Rules", "", RAPPORT__CLASS_REPLY },
	{ "IPM.Note.SMIME.MultipartSigned", "", RAPPORT__CLASS_SIGNED },
	{ "IPM.Note.SMIME", "", RAPPORT__CLASS_SEALED },
	{ "IPM.Note.Secure", "", RAPPORT__CLASS_SEALED },
	{ "IPM.Note.rpmsg", "", RAPPORT__CLASS_PROTECTED },
	{ "IPM.Contact", "", RAPPORT__CLASS_OTHER },
	{ "IPM.DistList", "", RAPPORT__CLASS_OTHER },
	{ "IPM.Task", "", RAPPORT__CLASS_OTHER },
	{ "IPM.TaskRequest", "", RAPPORT__CLASS_OTHER },
	{ "IPM.StickyNote", "", RAPPORT__CLASS_OTHER },
	{ "IPM.Activity", "", RAPPORT__CLASS_OTHER },
	{ "IPM.Configuration", "", RAPPORT__CLASS_OTHER },
	{ "IPM.Microsoft.FolderDesign", "", RAPPORT__CLASS_OTHER },
	{ "IPM.Document", "", RAPPORT__CLASS_OTHER },
	{ "IPM.Conversation", "", RAPPORT__CLASS_OTHER },
};

static bool fits(const char *name, size_t size, const char *prefix, const char *suffix)
{
	size_t length = strlen(prefix), tail = strlen(suffix);

	if (size < length + tail || strncasecmp(name, prefix, length) != 0 ||
	    (size > length && name[length] != '.'))
		return false;
	return !strncasecmp(name + size - tail, suffix, tail);
}

enum rapport__message_class rapport__message_class_read(const char *name, size_t size)
{
	for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
		if (fits(name, size, classes[i].prefix, classes[i].suffix))
			return classes[i].kind;
	return RAPPORT__CLASS_MAIL;
}
