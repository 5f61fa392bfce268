#include "training/weights.h"

#include <criterion/criterion.h>
#include <string.h>

static const struct {
	const char *rule, *member, *value; /* member NULL: refused */
	double weight;
} rules[] = {
	{ "channel=mail:0.5", "channel", "mail", 0.5 },
	{ "of=12:1", "of", "12", 1 },
	{ "url=http://a:0.25", "url", "http://a", 0.25 },
	{ "a==:0.5", "a", "=", 0.5 },
	{ "", NULL, NULL, 0 },
	{ "channel", NULL, NULL, 0 },
	{ "channel=mail", NULL, NULL, 0 },
	{ "=mail:0.5", NULL, NULL, 0 },
	{ "channel=:0.5", NULL, NULL, 0 },
	{ "channel=mail:", NULL, NULL, 0 },
	{ "channel=mail:0", NULL, NULL, 0 },
	{ "channel=mail:-1", NULL, NULL, 0 },
	{ "channel=mail:1.5", NULL, NULL, 0 },
	{ "channel=mail:nan", NULL, NULL, 0 },
	{ "channel=mail:0.5x", NULL, NULL, 0 },
	{ "a=0123456789012345678901234567890123456789012345678901234567890123:1", NULL, NULL, 0 },
	{ "0123456789012345678901234567890123456789012345678901234567890123=a:1", NULL, NULL, 0 },
};

Test(weights, are_read_from_rules)
{
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
		struct rapport__weight weight;
		enum rapport_status status = rapport__weight_read(&weight, rules[i].rule, NULL);

		if (!rules[i].member) {
			cr_expect_eq(status, RAPPORT_ERR_ARGUMENT, "%s", rules[i].rule);
			continue;
		}
		cr_assert_eq(status, RAPPORT_OK, "%s", rules[i].rule);
		cr_expect_str_eq(weight.member, rules[i].member);
		cr_expect_str_eq(weight.value, rules[i].value);
		cr_expect_eq(weight.weight, rules[i].weight);
	}
}

Test(weights, multiply_where_several_apply)
{
	const char *line = "{\"channel\":\"mail\",\"hard\":true,\"of\":3}";
	struct rapport__weight weights[4];
	rapport__json *object;

	cr_assert_eq(rapport__json_parse(line, strlen(line), &object, NULL), RAPPORT_OK);
	rapport__weight_read(&weights[0], "channel=mail:0.5", NULL);
	rapport__weight_read(&weights[1], "hard=true:0.5", NULL);
	rapport__weight_read(&weights[2], "channel=chat:0.5", NULL);
	rapport__weight_read(&weights[3], "of=3:0.5", NULL);
	cr_expect_eq(rapport__weights_of(weights, 0, object), 1);
	cr_expect_eq(rapport__weights_of(weights, 3, object), 0.25f);
	cr_expect_eq(rapport__weights_of(weights, 4, object), 0.125f);
	rapport__json_free(object);
}
