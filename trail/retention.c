/* Which recordings a store has no longer to keep. */
#include "trail/retention.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/error.h"
#include "lib/base/moment.h"

#define RULES_MAX 1000

static void
clear_rule(struct retention_rule *r)
{
	free(r->name);
	free(r->value);
	memset(r, 0, sizeof *r);
}

void
retention_release(struct retention *p)
{
	uint32_t i;

	for (i = 0; i < p->rule_count; i++)
		clear_rule(&p->rules[i]);
	free(p->rules);
	clear_rule(&p->label);
	memset(p, 0, sizeof *p);
}

/* "7d": ms.  -1: no time. */
static int64_t
age_of(const char *text, size_t len)
{
	char age[16];

	if (len >= sizeof age)
		return -1;
	memcpy(age, text, len);
	age[len] = '\0';
	return moment_length(age);
}

static int
take_label(struct retention_rule *r, const char *text, size_t len)
{
	const char *equals = memchr(text, '=', len);
	size_t name = equals ? (size_t)(equals - text) : len;

	if (name == 0)
		return ERR_FORMAT;
	r->name = strndup(text, name);
	r->value = equals ? strndup(equals + 1, len - name - 1) : NULL;
	return r->name == NULL || (equals && r->value == NULL) ? -ENOMEM : 0;
}

int
retention_take_label(struct retention_rule *r, const char *text)
{
	clear_rule(r);
	return take_label(r, text, strlen(text));
}

/* The age stands behind the last colon: a value may have others. */
static int
take_rule(struct retention *p, const char *word, size_t len)
{
	const char *colon = memrchr(word, ':', len);
	struct retention_rule rule = {0}, *rules;
	size_t tail;
	int r;

	if (colon == NULL || p->rule_count == RULES_MAX)
		return ERR_FORMAT;
	tail = len - (size_t)(colon + 1 - word);
	rule.age = tail == 4 && memcmp(colon + 1, "keep", 4) == 0 ? RETENTION_KEEP : age_of(colon + 1, tail);
	if (rule.age < 0)
		return ERR_FORMAT;
	r = take_label(&rule, word, (size_t)(colon - word));
	if (r == 0 && (rules = reallocarray(p->rules, p->rule_count + 1, sizeof *rules)) == NULL)
		r = -ENOMEM;
	if (r != 0) {
		clear_rule(&rule);
		return r;
	}
	p->rules = rules;
	p->rules[p->rule_count++] = rule;
	return 0;
}

int
retention_take_rules(struct retention *p, const char *text, char **bad)
{
	size_t n;
	int r;

	*bad = NULL;
	for (; *(text += strspn(text, ", \t")) != '\0'; text += n) {
		n = strcspn(text, ", \t");
		if ((r = take_rule(p, text, n)) != 0) {
			*bad = strndup(text, n);
			return r;
		}
	}
	return 0;
}

static bool
has_label(const struct estate_item *item, const struct retention_rule *r)
{
	const char *value = header_pairs_get(&item->header.labels, r->name);

	return value != NULL && (r->value == NULL || strcmp(r->value, value) == 0);
}

static bool
is(const char *have, const char *want)
{
	return want == NULL || (have != NULL && strcmp(have, want) == 0);
}

bool
retention_looks_at(const struct retention *p, const struct estate_item *item)
{
	return is(item->header.user, p->user) && is(item->header.host, p->host) &&
	    (p->label.name == NULL || has_label(item, &p->label)) && (p->failed <= 0 || item->exit > 0) &&
	    (p->failed >= 0 || item->exit == 0);
}

static void
put_age(struct buffer *why, int64_t ms)
{
	if (ms % 86400000 == 0)
		buffer_addf(why, "%" PRId64 "d", ms / 86400000);
	else if (ms % 3600000 == 0)
		buffer_addf(why, "%" PRId64 "h", ms / 3600000);
	else
		buffer_addf(why, "%" PRId64 "s", ms / 1000);
}

/* The first rule that fits, or NULL. */
static const struct retention_rule *
rule_of(const struct retention *p, const struct estate_item *item)
{
	uint32_t i;

	for (i = 0; i < p->rule_count; i++)
		if (has_label(item, &p->rules[i]))
			return &p->rules[i];
	return NULL;
}

enum retention_answer
retention_judge(const struct retention *p, const struct estate_item *item, int64_t now, struct buffer *why)
{
	const struct retention_rule *rule = rule_of(p, item);
	int64_t age = now - item->since, limit = rule ? rule->age : p->max_age;

	if (limit == RETENTION_KEEP) {
		buffer_addf(why, "label %s: kept", rule->name);
		return RETENTION_STAYS;
	}
	if (age < 0) {
		buffer_adds(why, "it ended later than this machine's clock stands");
		return RETENTION_STAYS;
	}
	if (age < p->min_age) {
		buffer_adds(why, "not older than ");
		put_age(why, p->min_age);
		return RETENTION_STAYS;
	}
	if ((rule != NULL || limit > 0) && age >= limit) {
		buffer_adds(why, "older than ");
		put_age(why, limit);
		if (rule != NULL)
			buffer_addf(why, ", label %s", rule->name);
		return RETENTION_GOES;
	}
	if (p->chosen) {
		buffer_adds(why, "chosen");
		return RETENTION_GOES;
	}
	return RETENTION_MAY_GO;
}
