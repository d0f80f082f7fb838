/* What is to become of each recording of a store, by a policy. */
#include "trail/plan.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "lib/base/error.h"
#include "lib/base/json.h"
#include "lib/base/report.h"
#include "lib/verb/verb.h"
#include "trail/ruling.h"

static const char *
word_for(enum plan_fate fate)
{
	static const char *const words[] = {"stays", "goes", "goes", "gone", "held", "live", "cut", "unreadable", "foreign",
	    "does not verify", "failed"};

	return words[fate];
}

static bool
is_named(const struct plan *p, const struct estate_item *item)
{
	int i;

	for (i = 0; i < p->named_count; i++)
		if (memcmp(&p->named[i], &item->id, sizeof item->id) == 0)
			return true;
	return p->named_count == 0;
}

/* Another prune may be at work. */
static bool
is_gone(const struct estate_item *item)
{
	struct stat st;

	return lstat(item->path, &st) != 0 && errno == ENOENT;
}

/* Why one that should go can't; else that it does. */
static enum plan_fate
fate_of(const struct estate_item *item, const struct docket_session *s)
{
	if (s != NULL && s->held)
		return PLAN_HELD;
	if (item->state == ESTATE_LIVE)
		return PLAN_LIVE;
	/* another run removed it while it was looked at */
	if ((item->state == ESTATE_UNREADABLE || item->state == ESTATE_CUT) && is_gone(item))
		return PLAN_GONE;
	if (item->state == ESTATE_UNREADABLE || item->link)
		return PLAN_UNREADABLE;
	if (item->foreign)
		return PLAN_FOREIGN;
	return item->state == ESTATE_CUT ? PLAN_CUT : PLAN_GOES;
}

static void
plan_one(struct plan *p, const struct estate *estate, uint32_t i)
{
	const struct estate_item *item = &estate->items[i];
	const struct docket_session *s = custody_find(p->custody, &item->id);
	struct plan_item *plan = &p->items[i];
	enum retention_answer answer;

	if (s != NULL && custody_is_begun(p->custody, s)) {
		plan->looked_at = true;
		plan->fate = PLAN_FINISH;
		buffer_adds(&plan->why, "its removal was begun and not finished");
		return;
	}
	if (!is_named(p, item) || !retention_looks_at(p->policy, item))
		return;
	plan->looked_at = true;
	answer = retention_judge(p->policy, item, p->now, &plan->why);
	if (answer == RETENTION_GOES)
		plan->fate = fate_of(item, s);
	if (plan->fate == PLAN_UNREADABLE && item->link)
		buffer_adds(&plan->why, ": a symbolic link stands in its place");
}

/* The oldest go until the rest fits; what can't go counts. */
static void
plan_size(struct plan *p, const struct estate *estate)
{
	char limit[32];
	int64_t total = 0;
	uint32_t i;

	if (p->policy->max_size == 0)
		return;
	verb_bytes((uint64_t)p->policy->max_size, limit);
	for (i = 0; i < estate->count; i++)
		if (p->items[i].looked_at && p->items[i].fate != PLAN_GOES && p->items[i].fate != PLAN_FINISH)
			total += estate->items[i].bytes;
	for (i = 0; i < estate->count && total > p->policy->max_size; i++) {
		const struct estate_item *item = &estate->items[i];
		struct plan_item *plan = &p->items[i];

		/* what retention_judge kept says why */
		if (!plan->looked_at || plan->fate != PLAN_STAYS || plan->why.len > 0)
			continue;
		buffer_addf(&plan->why, "all are larger than %s", limit);
		plan->fate = fate_of(item, custody_find(p->custody, &item->id));
		if (plan->fate == PLAN_GOES)
			total -= item->bytes;
	}
}

/* What does not verify may be all that is left to show it. */
static int
plan_doubts(struct plan *p, const struct estate *estate)
{
	const struct ruling_law law = {.audit = p->custody->there ? &p->custody->audit : NULL,
	    .docket = p->custody->there ? &p->custody->docket : NULL, .whole = p->custody->there};
	struct ruling ruling;
	uint32_t i;
	bool fine;
	int r;

	for (i = 0; i < estate->count; i++) {
		struct plan_item *plan = &p->items[i];

		if (plan->fate != PLAN_GOES)
			continue;
		r = ruling_make(estate->items[i].path, &law, &ruling);
		fine = r == 0 && (ruling.kind == RULING_FINE || ruling.kind == RULING_DAMAGED);
		if (!fine && is_gone(&estate->items[i])) {
			plan->fate = PLAN_GONE;
			buffer_adds(&plan->why, ": it was removed meanwhile");
		} else if (!fine) {
			plan->fate = r != 0 ? PLAN_UNREADABLE : PLAN_DOUBT;
			buffer_addf(&plan->why, ": %s", r != 0 ? error_text(r) : ruling_word(ruling.kind));
		}
		ruling_release(&ruling);
	}
	return 0;
}

int
plan_make(struct plan *p, const struct estate *estate)
{
	uint32_t i;

	if ((p->items = calloc(estate->count + 1, sizeof *p->items)) == NULL)
		return -ENOMEM;
	p->count = estate->count;
	for (i = 0; i < estate->count; i++)
		plan_one(p, estate, i);
	plan_size(p, estate);
	return plan_doubts(p, estate);
}

void
plan_release(struct plan *p)
{
	uint32_t i;

	for (i = 0; i < p->count; i++)
		buffer_free(&p->items[i].why);
	free(p->items);
	p->items = NULL;
	p->count = 0;
}

/* What is said. */

void
plan_put_json(struct buffer *out, const struct estate_item *item, const struct plan_item *plan)
{
	char id[UUID_TEXT_SIZE];

	uuid_format(&item->id, id);
	buffer_addc(out, '{');
	json_put_member(out, "session", id);
	json_put_member(out, "file", item->path);
	json_put_integer(out, "started", item->started);
	json_put_integer(out, "ended", item->ended);
	json_put_member(out, "user", item->header.user);
	json_put_member(out, "host", item->header.host);
	json_put_integer(out, "bytes", item->bytes);
	json_put_member(out, "fate", word_for(plan->fate));
	json_put_key(out, "why");
	json_put_string(out, plan->why.data ? plan->why.data : "", plan->why.len);
	json_put_flag(out, "removed", plan->done);
	buffer_adds(out, "}\n");
}

void
plan_put_row(struct buffer *out, const struct estate_item *item, const struct plan_item *plan)
{
	const char *user = item->header.user ? item->header.user : "-";
	time_t t = (time_t)(item->ended / 1000);
	char id[UUID_TEXT_SIZE], when[32] = "", bytes[32];
	struct tm tm;
	size_t start;

	uuid_format(&item->id, id);
	if (localtime_r(&t, &tm) != NULL)
		strftime(when, sizeof when, "%Y-%m-%d %H:%M", &tm);
	verb_bytes((uint64_t)item->bytes, bytes);
	buffer_addf(out, "%s  %-16s  ", id, when);
	start = out->len;
	report_visible(out, user, strlen(user), false);
	while (!out->broken && out->len - start < 10)
		buffer_addc(out, ' ');
	buffer_addf(out, "  %9s  %-10s  ", bytes, plan->done ? "removed" : word_for(plan->fate));
	report_visible(out, plan->why.data ? plan->why.data : "", plan->why.len, false);
	buffer_addc(out, '\n');
}
