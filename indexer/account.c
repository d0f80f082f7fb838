/*
 * What a shell itself reports of a line that it ran (`c` events): its text, its exit status, and where it ran.
 *
 * The kernel says who sent a report, and whom it had in front at the prompt: only the shell that reads there is
 * believed, and it has no say over what the screen showed.  A report may stand before the output in which its
 * line is left, since both may come at once; so it waits for its line.
 */
#include "indexer/edit.h"

#include <string.h>

#include "lib/base/json.h"

static void
account_clear(struct account *a)
{
	buffer_free(&a->line);
	buffer_free(&a->cwd);
	memset(a, 0, sizeof *a);
}

static void
forget_first(struct recovery *r)
{
	account_clear(&r->accounts[0]);
	memmove(r->accounts, r->accounts + 1, sizeof *r->accounts * (size_t)--r->account_count);
	memset(&r->accounts[r->account_count], 0, sizeof *r->accounts);
}

void
accounts_free(struct recovery *r)
{
	while (r->account_count > 0)
		forget_first(r);
}

static void
take_text(struct buffer *to, const struct json *v)
{
	size_t len;
	const char *text = json_string(v, &len);

	if (text != NULL && len <= COMMAND_TEXT_MAX)
		buffer_add(to, text, len);
}

static bool
account_parse(const struct event *ev, struct account *a)
{
	struct json_document *doc;
	const struct json *root;

	*a = (struct account){.at = ev->at, .event = ev->number};
	if (json_parse(ev->data, ev->len, &doc) != 0)
		return false;
	root = json_root(doc);
	a->group = (long)json_integer(json_get(root, "pid"), 0);
	a->exit = json_integer(json_get(root, "exit"), COMMAND_UNKNOWN);
	/* a shell that does not know whether anything ran says nothing of it */
	a->idle = !json_bool(json_get(root, "ran"), true);
	take_text(&a->line, json_get(root, "line"));
	take_text(&a->cwd, json_get(root, "cwd"));
	json_free(doc);
	return a->group > 0;
}

/* The next byte of a text in which runs of blanks, line feeds and semicolons are one blank. */
static int
next_squeezed(const struct buffer *text, size_t *at)
{
	size_t from = *at;

	while (*at < text->len && memchr(" \t\n;", text->data[*at], 4) != NULL)
		(*at)++;
	if (*at > from)
		return *at == text->len ? -1 : ' ';
	return *at == text->len ? -1 : (unsigned char)text->data[(*at)++];
}

/*
 * bash keeps a command of several lines as one, with semicolons or line feeds, and the screen shows a tab as blanks:
 * where there are such, only what stands between them is compared.
 */
static bool
agrees(const struct buffer *said, const struct buffer *shown)
{
	size_t a = 0, b = 0;
	int c;

	if (buffer_is(said, shown->data, shown->len))
		return true;
	if (said->len == 0 || shown->len == 0 ||
	    (memchr(said->data, '\t', said->len) == NULL && memchr(said->data, '\n', said->len) == NULL &&
		memchr(shown->data, '\n', shown->len) == NULL))
		return false;
	do {
		c = next_squeezed(said, &a);
		if (c != next_squeezed(shown, &b))
			return false;
	} while (c != -1);
	return true;
}

static bool
has_tab(const struct buffer *text)
{
	return text->len > 0 && memchr(text->data, '\t', text->len) != NULL && memchr(text->data, '\n', text->len) == NULL;
}

/* Hold the report against the text; both may be changed. */
static void
compare(const struct account *a, struct buffer *text, unsigned *reasons, struct buffer *reported)
{
	if (a->line.len == 0)
		return;
	if (*reasons & REASON_UNSEEN) {
		/* the screen did not show it, or not all */
		*reasons &= ~(unsigned)(REASON_UNSEEN | REASON_SCREEN);
		*reasons |= REASON_REPORT;
	} else if (agrees(&a->line, text)) {
		*reasons |= REASON_REPORT;
		if (!has_tab(&a->line))
			return;
	} else {
		*reasons |= REASON_DISAGREE;
		buffer_clear(reported);
		buffer_add(reported, a->line.data, a->line.len);
		return;
	}
	buffer_clear(text);
	buffer_add(text, a->line.data, a->line.len);
}

static void
copy(struct buffer *to, const struct buffer *from)
{
	buffer_clear(to);
	buffer_add(to, from->data, from->len);
}

/* Whose line it was; one that was typed ahead is its place's. */
static long
held_group(const struct recovery *r)
{
	return r->held.group ? r->held.group : r->places.list[r->places.count - 1].group;
}

/* The report that says the same, or else the first of that shell's. */
static int
report_of_held(const struct recovery *r)
{
	const struct held *h = &r->held;
	long group = held_group(r);
	int i;

	if (h->c.kind != COMMAND_SHELL)
		return -1;
	for (i = 0; i < r->account_count; i++)
		if (r->accounts[i].group == group && agrees(&r->accounts[i].line, &h->c.text))
			return i;
	for (i = 0; i < r->account_count; i++)
		if (r->accounts[i].group == group)
			return i;
	return -1;
}

static struct place *
place_of_group(struct recovery *r, long group)
{
	int i;

	for (i = r->places.count - 1; i >= 0; i--)
		if (r->places.list[i].group == group && r->places.list[i].kind == PROGRAM_SHELL)
			return &r->places.list[i];
	return NULL;
}

/* The shell ran a line that was not seen. */
static void
hand_missed(struct recovery *r, struct account *a)
{
	struct place *p = place_of_group(r, a->group);
	struct command c = {.at = a->at, .event = a->event, .kind = COMMAND_SHELL, .exit = a->exit, .duration = COMMAND_UNKNOWN,
	    .output_from = a->event, .output_to = a->event, .reasons = REASON_REPORT};

	if (p == NULL || a->line.len == 0)
		return;
	c.depth = (int)(p - r->places.list);
	strcpy(c.program, p->program);
	copy(&c.text, &a->line);
	copy(&c.cwd, &a->cwd);
	hand_alone(r, &c);
}

static void
hand_missed_before(struct recovery *r, int count)
{
	while (count-- > 0) {
		hand_missed(r, &r->accounts[0]);
		forget_first(r);
	}
}

bool
account_waits(const struct recovery *r)
{
	int i = report_of_held(r);

	return i >= 0 && r->accounts[i].line.len > 0;
}

bool
account_for_held(struct recovery *r)
{
	int i = report_of_held(r);
	struct held *h = &r->held;
	struct account *a;

	if (i < 0)
		return false;
	hand_missed_before(r, i);
	a = &r->accounts[0];
	compare(a, &h->c.text, &h->c.reasons, &h->c.reported);
	h->c.exit = a->exit;
	copy(&h->c.cwd, &a->cwd);
	if (a->line.len > 0)
		h->unknown = false;
	forget_first(r);
	return true;
}

void
accounts_expire(struct recovery *r)
{
	hand_missed_before(r, r->account_count);
}

/* Whoever was started in it has ended, since the shell is at its prompt. */
static void
return_to(struct recovery *r, struct place *p)
{
	while (places_top(&r->places) != p) {
		end_running(r, places_top(&r->places));
		places_return(&r->places, r->places.count - 2);
	}
}

static void
account_for_running(struct recovery *r, struct place *p, const struct account *a)
{
	return_to(r, p);
	compare(a, &p->text, &p->end.reasons, &p->end.reported);
	p->end.grade = grade_of(p->end.reasons);
	p->end.exit = a->exit;
	copy(&p->end.cwd, &a->cwd);
	end_running(r, p);
}

static void
keep(struct recovery *r, struct account *a)
{
	if (r->account_count == ACCOUNTS_MAX)
		hand_missed_before(r, 1);
	r->accounts[r->account_count++] = *a;
	memset(a, 0, sizeof *a);
}

static void
place_account(struct recovery *r, struct account *a)
{
	struct place *p = place_of_group(r, a->group);
	bool outstanding = r->edit.open && r->keyboard.count > 0;

	if (p == NULL)
		return;
	if (r->held.any && held_group(r) == a->group) {
		if (a->idle) {
			if (r->held.unknown)
				held_drop(r);
			return;
		}
		keep(r, a);
		held_flush(r, true);
	} else if (p->running && !a->idle) {
		/* what was left inside of it, `exit` say, comes before its end */
		held_flush(r, true);
		account_for_running(r, p, a);
	} else if (!a->idle && (outstanding || a->line.len > 0)) {
		keep(r, a);
	}
}

void
account_take(struct recovery *r, const struct event *ev)
{
	struct account a;

	if (account_parse(ev, &a))
		place_account(r, &a);
	account_clear(&a);
}
