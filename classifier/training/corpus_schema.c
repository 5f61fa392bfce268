#include "training/corpus_schema.h"

#include "text/utf8.h"

#include <string.h>

enum member_kind {
	MEMBER_STRING,
	MEMBER_SCALAR, /* or a number */
	MEMBER_FLAG,
	MEMBER_NUMBER,
};

static const struct {
	const char *name;
	enum member_kind kind;
} known_members[] = {
	{ "id", MEMBER_STRING },       { "group", MEMBER_SCALAR },  { "split", MEMBER_STRING },
	{ "register", MEMBER_STRING }, { "domain", MEMBER_STRING }, { "kind", MEMBER_STRING },
	{ "channel", MEMBER_STRING },  { "hard", MEMBER_FLAG },     { "of", MEMBER_NUMBER },
};

static const char *const known_splits[] = { "train", "validation", "test", "challenge" };

/* What is wrong with a member of an object, or NULL. */
static const char *find_fault(const rapport__json *object, const char *name, enum member_kind kind)
{
	char value[32];
	size_t size;
	bool given = rapport__json_scalar(object, name, value, sizeof value);
	bool string = rapport__json_string(object, name, &size) != NULL;
	bool flag = given && !string && (!strcmp(value, "true") || !strcmp(value, "false"));

	if (!rapport__json_has(object, name))
		return NULL;
	switch (kind) {
	case MEMBER_STRING:
		return !string ? "is not a string" : !size ? "is empty" : NULL;
	case MEMBER_SCALAR:
		return flag || !given ? "is not a string" : string && !size ? "is empty" : NULL;
	case MEMBER_FLAG:
		return flag ? NULL : "is neither true nor false";
	case MEMBER_NUMBER:
		return string || flag || !given ? "is not a whole number" : NULL;
	}
	return NULL;
}

static enum rapport_status check_evidence(struct rapport__findings *findings,
					  const struct rapport__position *position,
					  const rapport__json *object, struct rapport_error *error)
{
	size_t i = 0, size;

	if (rapport__json_has(object, "evidence") && !rapport__json_is_array(object, "evidence"))
		return rapport__findings_add(findings, RAPPORT__FINDING_SCHEMA, position, error,
					     "\"evidence\" is not a list");
	while (rapport__json_string_at(object, "evidence", i, &size))
		i++;
	if (i < rapport__json_count(object, "evidence"))
		return rapport__findings_add(findings, RAPPORT__FINDING_SCHEMA, position, error,
					     "evidence %zu is not a string", i + 1);
	return RAPPORT_OK;
}

static enum rapport_status check_passages(struct rapport__findings *findings,
					  const struct rapport__position *position,
					  const rapport__json *object, struct rapport_error *error)
{
	if (rapport__json_has(object, "passages") && !rapport__json_is_array(object, "passages"))
		return rapport__findings_add(findings, RAPPORT__FINDING_SCHEMA, position, error,
					     "\"passages\" is not a list");
	return RAPPORT_OK;
}

static enum rapport_status check_split(struct rapport__findings *findings,
				       const struct rapport__position *position,
				       const rapport__json *object, struct rapport_error *error)
{
	size_t size;
	const char *split = rapport__json_string(object, "split", &size);

	if (!split || !size)
		return RAPPORT_OK;
	for (size_t i = 0; i < sizeof known_splits / sizeof *known_splits; i++)
		if (strlen(known_splits[i]) == size && memcmp(split, known_splits[i], size) == 0)
			return RAPPORT_OK;
	return rapport__findings_add(findings, RAPPORT__FINDING_SCHEMA, position, error,
				     "the split \"%.32s\" is none of train, validation, test, "
				     "challenge",
				     split);
}

enum rapport_status rapport__schema_check_object(struct rapport__findings *findings,
						 const struct rapport__position *position,
						 const rapport__json *object,
						 struct rapport_error *error)
{
	enum rapport_status status = RAPPORT_OK;

	for (size_t i = 0; !status && i < sizeof known_members / sizeof *known_members; i++) {
		const char *name = known_members[i].name;
		const char *fault = find_fault(object, name, known_members[i].kind);

		if (fault)
			status = rapport__findings_add(findings, RAPPORT__FINDING_SCHEMA, position,
						       error, "\"%s\" %s", name, fault);
	}
	if (!status)
		status = check_evidence(findings, position, object, error);
	if (!status)
		status = check_passages(findings, position, object, error);
	return status ? status : check_split(findings, position, object, error);
}

static bool is_blank(const char *text, size_t size)
{
	for (size_t at = 0; at < size;) {
		uint32_t code_point;
		enum rapport__utf8_kind kind;

		at += rapport__utf8_next(text + at, size - at, &code_point);
		kind = rapport__utf8_kind(code_point);
		if (kind != RAPPORT__UTF8_SPACE && kind != RAPPORT__UTF8_FORMAT &&
		    kind != RAPPORT__UTF8_OTHER)
			return false;
	}
	return true;
}

enum rapport_status rapport__schema_check_text(struct rapport__findings *findings,
					       const struct rapport__position *position,
					       const char *text, size_t size,
					       struct rapport_error *error)
{
	if (!rapport__utf8_valid(text, size))
		return rapport__findings_add(findings, RAPPORT__FINDING_SCHEMA, position, error,
					     "the text has bytes that are not UTF-8");
	if (is_blank(text, size))
		return rapport__findings_add(findings, RAPPORT__FINDING_SCHEMA, position, error,
					     "the text is empty");
	return RAPPORT_OK;
}
