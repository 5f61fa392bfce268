#include "outlook/message_class.h"

#include <criterion/criterion.h>
#include <string.h>

static const struct {
	const char *name;
	enum rapport__message_class kind;
} rows[] = {
	{ "", RAPPORT__CLASS_MAIL },
	{ "IPM", RAPPORT__CLASS_MAIL },
	{ "IPM.Note", RAPPORT__CLASS_MAIL },
	{ "ipm.note", RAPPORT__CLASS_MAIL },
	{ "IPM.Post", RAPPORT__CLASS_MAIL },
	{ "IPM.Microsoft Mail.Note", RAPPORT__CLASS_MAIL },
	{ "IPM.Note.EnterpriseVault.Shortcut", RAPPORT__CLASS_MAIL },
	{ "IPM.Something.Else", RAPPORT__CLASS_MAIL },
	{ "IPM.Contacted", RAPPORT__CLASS_MAIL },
	{ "IPM.Note.SMIME", RAPPORT__CLASS_SEALED },
	{ "IPM.Note.SMIME.MultipartSigned", RAPPORT__CLASS_SIGNED },
	{ "IPM.Note.rpmsg.Microsoft.Voicemail", RAPPORT__CLASS_PROTECTED },
	{ "IPM.Note.Rules.OofTemplate.Microsoft", RAPPORT__CLASS_REPLY },
	{ "REPORT.IPM.Note.NDR", RAPPORT__CLASS_BOUNCE },
	{ "REPORT.IPM.Note.IPNRN", RAPPORT__CLASS_REPORT },
	{ "report.ipm.schedule.meeting.request.ndr", RAPPORT__CLASS_BOUNCE },
	{ "REPORTER", RAPPORT__CLASS_MAIL },
	{ "IPM.Microsoft Mail.Non-Delivery", RAPPORT__CLASS_BOUNCE },
	{ "IPM.Schedule.Meeting.Request", RAPPORT__CLASS_MEETING },
	{ "IPM.Schedule.Meeting.Resp.Pos", RAPPORT__CLASS_MEETING },
	{ "IPM.Microsoft Schedule.MtgReq", RAPPORT__CLASS_MEETING },
	{ "IPM.Appointment", RAPPORT__CLASS_CALENDAR },
	{ "IPM.Appointment.Live Meeting", RAPPORT__CLASS_CALENDAR },
	{ "IPM.Contact", RAPPORT__CLASS_OTHER },
	{ "IPM.Contact.Customers", RAPPORT__CLASS_OTHER },
	{ "IPM.Task", RAPPORT__CLASS_OTHER },
	{ "IPM.StickyNote", RAPPORT__CLASS_OTHER },
	{ "IPM.Activity", RAPPORT__CLASS_OTHER },
};

Test(message_class, tells_what_an_item_is)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect_eq(rapport__message_class_read(rows[i].name, strlen(rows[i].name)),
			     rows[i].kind, "%s", rows[i].name);
}

Test(message_class, reads_no_further_than_its_size)
{
	cr_expect_eq(rapport__message_class_read("IPM.Contact.x", 11), RAPPORT__CLASS_OTHER);
	cr_expect_eq(rapport__message_class_read("IPM.Contact.x", 10), RAPPORT__CLASS_MAIL);
	cr_expect_eq(rapport__message_class_read("IPM.TaskRequest.Accept", 22),
		     RAPPORT__CLASS_OTHER);
}
