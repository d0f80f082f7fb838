/*
 * Recovers the command lines that were committed.
 *
 * An edit is the time in which somebody's line is read.  It opens with the editor's bracket, or else with
 * the first key; it is anchored (where does the text begin?) at the first key, when the prompt stands and
 * nothing is typed yet; and the editor leaves it, with the closing bracket, or else with the line feed
 * that answers a key which commits.  The text is taken at that moment.  What a left line was is decided
 * from the key that ended it, and whether it goes on (PS2, a here-document) when the next prompt stands: so
 * it is held until then.
 *
 * Prompts that were seen belong to a place: the programs that were started inside one another.  When
 * a prompt of an outer place comes back, the inner ones have ended.
 */
#include "indexer/recovery.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/history.h"
#include "indexer/keyboard.h"
#include "indexer/line.h"
#include "indexer/place.h"
#include "indexer/program.h"
#include "indexer/query.h"
#include "indexer/shape.h"
#include "indexer/syntax.h"
#include "lib/screen/screen.h"

#define HISTORY 1200    /* lines of scrollback: a line taller than the screen is read from there */
#define LOOK_BACK 300   /* rows in which a lost prompt is looked for */
#define REPLIES_MAX 32  /* that may turn out to have been typed ahead */
#define SETTLED_MS 200
#define ANSWER_MS 30    /* output that comes later than that, and is not the first, answers no key */
#define NOISE_MS 300    /* output so long after a key, and not the first, is no echo of it; */
#define NOISE_COARSE_MS 1500 /* of more keys, where they are told of once a second */
#define MUTE_MS 100     /* an echo comes sooner, but over slow lines */
#define ECHO_MS 15      /* in a recording without keys: a prompt that stood so long is being answered */
#define UNASKED_MAX 16
#define CONTROL(c) ((char)((c) ^ 0x40))

#define ALWAYS (SCREEN_BRACKET_ON | SCREEN_BRACKET_OFF | SCREEN_ALTERNATE_ON | SCREEN_ALTERNATE_OFF)

struct truth {
	bool known;
	long group;
	char name[PROGRAM_NAME_MAX];
};

struct edit {
	bool open, bracket, anchored;
	bool closing;         /* its bracket closed; the editor is on its way below the line */
	uint64_t closing_id;  /* the row of the cursor then, and its column */
	int closing_col;
	bool returned;        /* it has, on this row */
	uint64_t below_id;
	bool displaced;       /* other output came between: where the text begins must be found anew */
	bool fed;             /* by a line feed */
	bool mute;            /* what was typed before the key that commits was not echoed */
	bool tampered;        /* a job drew over the line */
	bool reprint;         /* the next row has it all again */
	bool adrift;          /* it goes on behind that output, without its prompt */
	bool goes_on;         /* it belongs to the line that is held */
	bool whole;           /* and is edited together with it: the editor draws all of its rows */
	bool known;           /* its prompt is known */
	bool front;           /* the kernel had a shell or an interpreter in front */
	struct anchor anchor;
	struct pane pane;
	struct buffer prompt; /* what stands left of the text */
	struct buffer home;   /* the same without output that stood on its row before: what is drawn anew */
	struct buffer before; /* text of the line that other output cut off */
	struct buffer draft;  /* the text when a key that may commit was pressed */
	bool drafted;
	uint64_t last_id;     /* the row of the cursor then */
	struct buffer calm;   /* the text before output that no key asked for */
	uint64_t calm_id;     /* and the cursor then */
	int calm_col;
	bool has_calm;
	uint32_t stamp;       /* of the event in which it opened */
	int64_t opened_at;
	uint64_t opened_bytes;
	uint64_t feed_id;     /* the row that the last line feed left, 0: none */
	uint64_t edge_id;     /* displaced: the last row of the line before, */
	uint32_t edge_stamp;  /* and the event that did it */
	unsigned reasons;
};

/* A line that was left. */
struct held {
	bool any;
	struct command c;
	struct buffer prompt;
	struct anchor anchor;
	uint32_t floor;
	uint64_t row_id;  /* its last row */
	uint64_t bytes;   /* of output before it was left */
	bool expects;     /* the shell prints what it became: a history reference, a line from an editor */
	bool from_editor;
	bool unknown;     /* keys that showed nothing were pressed: it counts only if something was printed */
	struct buffer shown;
};

struct recovery {
	struct recovery_sink sink;
	struct screen *screen;
	struct screen_observer observer;
	struct keyboard keyboard;
	struct places places;
	struct truth truth;
	struct edit edit;
	struct held held;
	struct command replies[REPLIES_MAX];
	int reply_count;
	uint64_t seq, number, bytes;
	uint64_t answered;    /* events of output since the last key */
	uint32_t unasked[UNASKED_MAX]; /* the newest events of output that answered no key */
	int unasked_next;
	int queries;          /* that the terminal will answer */
	int64_t at, output_at, key_at;
	bool alternate;
	int status;
};

static void leave(struct recovery *, uint64_t last_row_id);
static bool may_edit(struct recovery *);
static uint64_t cursor_row_id(struct recovery *);
static void leave_unseen(struct recovery *);
static void close_edit(struct recovery *);

static void
observe(struct recovery *r)
{
	unsigned wanted = ALWAYS;

	if (r->edit.open || r->held.expects || r->reply_count > 0)
		wanted |= SCREEN_LINE_FEED;
	if (r->edit.closing)
		wanted |= SCREEN_RETURN;
	screen_observe(r->screen, &r->observer, wanted);
}

static bool
front(const struct recovery *r)
{
	enum program_kind kind = program_kind(r->truth.name);

	return r->truth.known && (kind == PROGRAM_SHELL || kind == PROGRAM_REPL);
}

static bool
is_fish(struct recovery *r)
{
	return strcmp(places_top(&r->places)->program, "fish") == 0 ||
	    (r->truth.known && strcmp(r->truth.name, "fish") == 0);
}

/* Its editor goes on in the next row by a line feed of its own. */
static bool
wraps_itself(struct recovery *r)
{
	static const char *const names[] = {"fish", "busybox", "ash", "tcsh", "elvish"};
	const char *program = places_top(&r->places)->program;
	size_t i;

	for (i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(program, names[i]) == 0 || (r->truth.known && strcmp(r->truth.name, names[i]) == 0))
			return true;
	return false;
}

/* Handing out. */

static void
say(struct recovery *r, int status)
{
	if (r->status == 0 && status < 0)
		r->status = status;
}

static void
end_running(struct recovery *r, struct place *p)
{
	if (!p->running)
		return;
	p->running = false;
	p->end.duration = r->output_at > p->at ? r->output_at - p->at : 0;
	p->end.output_to = r->number;
	p->end.bytes = r->bytes - p->bytes;
	if (r->status == 0)
		say(r, r->sink.ended(r->sink.context, &p->end));
	command_end_free(&p->end);
}

static enum command_grade
grade(const struct command *c)
{
	unsigned doubt = REASON_DOUBTFUL | REASON_REANCHORED | REASON_INTERRUPTED | REASON_MULTIPLEXER | REASON_REMOTE | REASON_CUT |
	    REASON_EDITOR | REASON_DISAGREE;

	if (c->reasons & REASON_UNSEEN)
		return GRADE_U;
	if ((c->reasons & doubt) || !(c->reasons & (REASON_KEY | REASON_NO_INPUT)))
		return GRADE_D;
	if ((c->reasons & REASON_TRUTH) && (c->reasons & REASON_BRACKET) && (c->reasons & REASON_KEY))
		return GRADE_B;
	return GRADE_C;
}

static void
hand_one(struct recovery *r, struct command *c)
{
	if (r->status < 0) {
		command_free(c);
	} else {
		c->seq = ++r->seq;
		c->grade = grade(c);
		say(r, r->sink.command(r->sink.context, c));
	}
	memset(c, 0, sizeof *c);
}

/* Those that came before the event were replies indeed. */
static void
flush_replies(struct recovery *r, uint64_t event)
{
	int i;

	for (i = 0; i < r->reply_count && r->replies[i].event < event; i++)
		hand_one(r, &r->replies[i]);
	r->reply_count -= i;
	memmove(r->replies, r->replies + i, sizeof *r->replies * (size_t)r->reply_count);
}

static void
hand_out(struct recovery *r, struct command *c)
{
	flush_replies(r, c->event);
	hand_one(r, c);
}

static void
add_reply(struct recovery *r, struct command *c)
{
	if (r->reply_count == REPLIES_MAX)
		flush_replies(r, UINT64_MAX);
	r->replies[r->reply_count++] = *c;
	memset(c, 0, sizeof *c);
}

/* The line that was typed ahead: its echo was taken for a reply. */
static bool
claim_reply(struct recovery *r, const struct buffer *text, struct stroke *stroke)
{
	int i, n;

	for (i = 0; i < r->reply_count; i++)
		if (buffer_is(&r->replies[i].text, text->data, text->len))
			break;
	if (i == r->reply_count)
		return false;
	*stroke = (struct stroke){.key = '\r', .at = r->replies[i].at, .event = r->replies[i].event};
	for (n = 0; n < i; n++)
		hand_one(r, &r->replies[n]);
	command_free(&r->replies[i]);
	r->reply_count -= i + 1;
	memmove(r->replies, r->replies + i + 1, sizeof *r->replies * (size_t)r->reply_count);
	return true;
}

/* The clients of MySQL and MariaDB throw a statement away that ends so. */
static bool
is_cancelled(const struct command *c)
{
	const struct buffer *text = &c->text;

	return (strcmp(c->program, "mysql") == 0 || strcmp(c->program, "mariadb") == 0) && text->len >= 2 &&
	    memcmp(text->data + text->len - 2, "\\c", 2) == 0;
}

static void
held_drop(struct recovery *r)
{
	command_free(&r->held.c);
	buffer_clear(&r->held.prompt);
	buffer_clear(&r->held.shown);
	memset(&r->held.c, 0, sizeof r->held.c);
	r->held.any = r->held.expects = r->held.from_editor = r->held.unknown = false;
}

static void
run(struct recovery *r, const struct command *c, uint64_t bytes)
{
	struct place *p = places_top(&r->places);

	end_running(r, p);
	p->running = true;
	p->end = (struct command_end){.seq = r->seq + 1, .exit = COMMAND_UNKNOWN, .grade = grade(c), .reasons = c->reasons};
	p->at = c->at;
	p->bytes = bytes;
	program_of(c->text.data ? c->text.data : "", c->text.len, p->starts);
}

/* The held line is whole. */
static void
held_flush(struct recovery *r, bool printed)
{
	struct held *h = &r->held;
	struct buffer text;

	if (!h->any)
		return;
	if (h->unknown && !printed) {
		held_drop(r);
		return;
	}
	if (h->from_editor ? h->shown.len == 0 : history_refused(&h->shown)) {
		/* the editor gave nothing, or the shell found nothing in its history: nothing ran */
		held_drop(r);
		return;
	}
	if (is_cancelled(&h->c)) {
		held_drop(r);
		return;
	}
	if (h->expects || h->shown.len > 0) {
		bool became = h->from_editor ? h->shown.len > 0 : history_expands(&h->c.text, &h->shown);

		if (became && !buffer_is(&h->shown, h->c.text.data, h->c.text.len)) {
			text = h->c.typed;
			h->c.typed = h->c.text;
			h->c.text = h->shown;
			h->shown = text;
			h->c.reasons |= h->from_editor ? REASON_EDITOR : REASON_EXPANDED;
		}
	}
	h->any = h->expects = false;
	if (h->c.text.len == 0 && !(h->c.reasons & REASON_UNSEEN)) {
		held_drop(r);
		return;
	}
	if (h->c.kind == COMMAND_REPLY) {
		add_reply(r, &h->c);
	} else {
		flush_replies(r, h->c.event);
		run(r, &h->c, h->bytes);
		hand_out(r, &h->c);
	}
	held_drop(r);
	observe(r);
}

/* Anchoring. */

static void
edit_close(struct recovery *r)
{
	struct edit *e = &r->edit;

	e->open = e->closing = e->mute = e->tampered = e->reprint = e->anchored = e->displaced = e->adrift = e->goes_on = e->whole = e->known = e->has_calm = e->drafted = false;
	e->reasons = 0;
	e->feed_id = 0;
	buffer_clear(&e->prompt);
	buffer_clear(&e->home);
	buffer_clear(&e->before);
	buffer_clear(&e->draft);
	buffer_clear(&e->calm);
}

static void
edit_unanchor(struct recovery *r)
{
	r->edit.anchored = r->edit.displaced = false;
	buffer_clear(&r->edit.before);
	if (!r->edit.bracket)
		edit_close(r);
}

static void
edit_open(struct recovery *r, bool bracket)
{
	edit_close(r);
	r->edit.open = true;
	r->edit.bracket = bracket;
	r->edit.front = front(r);
	r->edit.stamp = (uint32_t)r->number;
	r->edit.opened_at = r->at;
	r->edit.opened_bytes = r->bytes;
	observe(r);
}

/* The longest prompt of any place that the row begins with. */
static bool
known_prompt(struct recovery *r, const struct pane *pane, int row, int *col, struct buffer *prompt)
{
	const struct place *p;
	int i, n, at;
	bool more;

	*col = -1;
	for (i = r->places.count - 1; i >= 0; i--) {
		p = &r->places.list[i];
		for (more = false;; more = true) {
			const struct prompts *list = more ? &p->more : &p->first;

			for (n = 0; n < list->count; n++) {
				if (!line_matches(r->screen, pane, row, list->list[n].data, list->list[n].len, &at) || at <= *col)
					continue;
				*col = at;
				buffer_clear(prompt);
				buffer_add(prompt, list->list[n].data, list->list[n].len);
			}
			if (more)
				break;
		}
	}
	return *col >= 0;
}

/* A prompt that changed, with text behind it: where its last sign stands. */
static bool
similar_prompt(struct recovery *r, const struct pane *pane, int row, int *col, struct buffer *prompt)
{
	struct screen_line line;
	struct buffer text = {0};
	const struct place *p;
	int i, n, c;
	bool found = false;

	if (!screen_line(r->screen, row, &line))
		return false;
	for (c = pane->left + 1; c < pane->right && c <= line.cols && !found; c++) {
		buffer_clear(&text);
		screen_text(r->screen, &line, pane->left, c, &text);
		for (i = r->places.count - 1; i >= 0 && !found; i--) {
			p = &r->places.list[i];
			for (n = 0; n < p->first.count && !found; n++)
				found = prompt_like(p->first.list[n].data, p->first.list[n].len, text.data, text.len);
		}
	}
	if (found) {
		*col = c - 1;
		buffer_clear(prompt);
		buffer_add(prompt, text.data, text.len);
	}
	buffer_free(&text);
	return found;
}

static int
row_of_screen_top(struct recovery *r)
{
	int past = screen_history(r->screen);

	return -(past < LOOK_BACK ? past : LOOK_BACK);
}

/* Rows between the held line's last and this one. */
static int
gap_since_held(struct recovery *r, int row)
{
	int held;

	if (!screen_find(r->screen, r->held.row_id, &held))
		return 1000;
	return row - held;
}

static bool
held_is_open(const struct held *h, const struct place *p)
{
	if (p->kind == PROGRAM_REPL || h->c.text.data == NULL)
		return false;
	return syntax_open(h->c.text.data, h->c.text.len);
}

/* Is this the prompt of a further line of the one that is held? */
static bool
goes_on(struct recovery *r, const struct buffer *prompt, int row)
{
	struct place *p = places_top(&r->places);
	struct held *h = &r->held;
	int gap = gap_since_held(r, row);
	bool same = buffer_is(prompt, h->prompt.data, h->prompt.len);

	if (!h->any || h->unknown || h->from_editor || h->c.kind == COMMAND_REPLY)
		return false;
	if (gap != 1 && !(p->kind == PROGRAM_MULTIPLEXER && gap <= 1))
		return false;
	if ((strcmp(p->program, "tcsh") == 0 || strcmp(p->program, "csh") == 0) && prompt->len > 1 &&
	    memcmp(prompt->data + prompt->len - 2, "? ", 2) == 0)
		return true;
	if (p->kind == PROGRAM_REPL && prompt_is_blank(prompt->data, prompt->len))
		return false;
	if (p->kind != PROGRAM_REPL && gap == 1 && held_is_open(h, p) && p->more.count == 0 &&
	    prompt_goes_on(prompt->data, prompt->len))
		return true;
	if (prompts_have(&p->more, prompt->data, prompt->len))
		return p->kind == PROGRAM_REPL || held_is_open(h, p) || !prompts_have(&p->first, prompt->data, prompt->len);
	if (same || prompts_have(&p->first, prompt->data, prompt->len))
		return false;
	if (p->kind != PROGRAM_REPL && !held_is_open(h, p))
		return false;
	if (p->kind == PROGRAM_REPL && prompt_is_further(h->prompt.data, h->prompt.len, prompt->data, prompt->len))
		return true;
	return prompt_goes_on(prompt->data, prompt->len) || (p->kind != PROGRAM_REPL && !prompt_is_shells(prompt->data, prompt->len));
}

/* It starts no program, so whoever edits a line now is the shell. */
static bool
is_builtin(const char *name)
{
	static const char *const names[] = {"", "cd", "pushd", "popd", "export", "set", "unset", "alias", "unalias", "shopt",
	    "setopt", "unsetopt", "trap", "bind", "bindkey", "stty", "true", "false", ":", "eval", "source", ".",
	    "hash", "umask", "ulimit", "local", "declare", "typeset", "readonly", "autoload", "zstyle", "function"};
	size_t i;

	for (i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

/* Which place does the prompt belong to?  Go there.  False: to none; a program asks something. */
static bool
go_to_place(struct recovery *r, const struct buffer *prompt, bool bracket)
{
	struct place *top = places_top(&r->places);
	size_t from;
	int i, inside;

	if ((i = places_find(&r->places, prompt->data, prompt->len, false)) < 0 &&
	    !(top->running && program_kind(top->starts) == PROGRAM_REPL && bracket) &&
	    !(top->running && program_kind(top->starts) != PROGRAM_OTHER && top->first.count > 0 &&
		!prompt_same_user(top->first.list[0].data, top->first.list[0].len, prompt->data, prompt->len)))
		i = places_find(&r->places, prompt->data, prompt->len, true);
	for (from = 1; i < 0 && from + 4 <= prompt->len; from++)
		i = places_find(&r->places, prompt->data + from, prompt->len - from, false);
	/* as long as a multiplexer has the screen, the same prompt is one inside of it */
	if (r->alternate && i < (inside = places_inside(&r->places)))
		i = r->places.count > inside ? inside : -1;
	if (i >= 0) {
		while (r->places.count > i + 1) {
			end_running(r, places_top(&r->places));
			places_return(&r->places, r->places.count - 2);
		}
		end_running(r, places_top(&r->places));
		return true;
	}
	if (!top->running)
		return top->first.count == 0 || bracket || prompt_is_shells(prompt->data, prompt->len) ||
		    (r->truth.known && front(r));
	if (bracket && top->kind == PROGRAM_SHELL && is_builtin(top->starts)) {
		end_running(r, top);
		return true;
	}
	switch (program_kind(top->starts)) {
	case PROGRAM_SHELL:
	case PROGRAM_MULTIPLEXER:
	case PROGRAM_GATE:
		if (!bracket && !prompt_is_shells(prompt->data, prompt->len))
			return false;
		places_enter(&r->places, top->starts, program_kind(top->starts));
		return true;
	case PROGRAM_REPL:
		places_enter(&r->places, top->starts, PROGRAM_REPL);
		return true;
	case PROGRAM_OTHER:
		break;
	}
	/* a prompt that was changed, or a program that we don't know */
	if (r->truth.known ? front(r) && r->truth.group == top->group : prompt_is_shells(prompt->data, prompt->len)) {
		end_running(r, top);
		return true;
	}
	return false;
}

/* The row under the held line begins with what looks like a prompt for more of it. */
static bool
further_prompt(struct recovery *r, const struct pane *pane, int row, int *col, struct buffer *prompt)
{
	static const char *const usual[] = {"> ", "... ", "? "};
	struct held *h = &r->held;
	struct place *p = places_top(&r->places);
	struct screen_line line;
	struct buffer text = {0};
	size_t i;
	bool found = false;

	if (!h->any || h->c.kind == COMMAND_REPLY || gap_since_held(r, row) != 1 ||
	    (p->kind != PROGRAM_REPL && !held_is_open(h, p)) || !screen_line(r->screen, row, &line))
		return false;
	for (i = 0; i < sizeof usual / sizeof *usual && !found; i++)
		if ((found = line_matches(r->screen, pane, row, usual[i], strlen(usual[i]), col)))
			buffer_adds(&text, usual[i]);
	if (!found && p->kind == PROGRAM_REPL) {
		*col = line_column(r->screen, pane, row, h->prompt.len);
		screen_text(r->screen, &line, pane->left, *col, &text);
		found = prompt_is_further(h->prompt.data, h->prompt.len, text.data, text.len) &&
		    prompt_goes_on(text.data, text.len);
	}
	if (found && prompt != NULL) {
		buffer_clear(prompt);
		buffer_add(prompt, text.data, text.len);
	}
	buffer_free(&text);
	return found;
}

static bool
ends_with_prompt(struct recovery *r, const struct buffer *text, struct buffer *prompt)
{
	const struct place *p;
	int i, n;

	for (i = r->places.count - 1; i >= 0; i--) {
		p = &r->places.list[i];
		for (n = 0; n < p->first.count; n++) {
			const struct buffer *known = &p->first.list[n];

			if (known->len >= 4 && known->len < text->len &&
			    memcmp(text->data + text->len - known->len, known->data, known->len) == 0) {
				buffer_clear(prompt);
				buffer_add(prompt, known->data, known->len);
				return true;
			}
		}
	}
	return false;
}

/* The last place in the text where a known prompt of some length ends; the text is cut there. */
static bool
prompt_within(struct recovery *r, struct buffer *text, size_t *end)
{
	const struct place *p;
	const char *hit, *from;
	int i, n;

	*end = 0;
	if (text->len == 0)
		return false;
	for (i = r->places.count - 1; i >= 0; i--) {
		p = &r->places.list[i];
		for (n = 0; n < p->first.count; n++) {
			const struct buffer *known = &p->first.list[n];

			if (known->len < 4)
				continue;
			for (from = text->data; (hit = memmem(from, (size_t)(text->data + text->len - from), known->data,
						     known->len)) != NULL; from = hit + 1)
				if ((size_t)(hit - text->data) + known->len > *end)
					*end = (size_t)(hit - text->data) + known->len;
		}
	}
	if (*end > 0)
		text->len = *end;
	return *end > 0;
}

/* The event that wrote the cell before the text: what is older is none of it. */
static uint32_t
stamp_left_of(struct recovery *r, int row, int col)
{
	struct screen_line line;

	return col > 0 && screen_line(r->screen, row, &line) && col <= line.cols ? line.cells[col - 1].stamp : 0;
}

static void
set_anchor(struct recovery *r, int row, int col, const struct buffer *prompt)
{
	struct screen_line line;
	struct edit *e = &r->edit;

	if (!screen_line(r->screen, row, &line))
		return;
	e->anchor.id = line.id;
	e->anchor.col = col;
	e->anchored = true;
	e->displaced = false;
	if (prompt != &e->prompt) {
		buffer_clear(&e->prompt);
		buffer_add(&e->prompt, prompt->data, prompt->len);
	}
}

/* The prompt stands, at the cursor or, with text behind it, on its row. */
static void
anchor(struct recovery *r, int row, int col, bool ahead)
{
	struct edit *e = &r->edit;
	struct buffer prompt = {0};
	struct place *p;
	size_t before;
	int gap, at;
	bool printed;

	e->pane = line_pane(r->screen, row, col, places_multiplexed(&r->places));
	e->pane.fills |= wraps_itself(r);
	line_prompt(r->screen, &e->pane, row, col, &prompt);
	if (places_find(&r->places, prompt.data ? prompt.data : "", prompt.len, false) >= 0 ||
	    (!ahead && goes_on(r, &prompt, row))) {
		; /* it ends where the cursor is */
	} else if (ends_with_prompt(r, &prompt, &e->home)) {
		; /* output without a line feed stands before it */
	} else if ((ahead || e->bracket) && known_prompt(r, &e->pane, row, &at, &prompt) && at <= col) {
		/* text that no key brought: fetched by ^O, typed ahead, a history reference to be looked at */
		e->reasons |= REASON_AHEAD;
		col = at;
	} else if (ahead && further_prompt(r, &e->pane, row, &at, &prompt)) {
		col = at;
	} else if (prompt_within(r, &prompt, &before)) {
		/* output without a line feed stands before it, perhaps with what was typed ahead */
		col = line_column(r->screen, &e->pane, row, before);
	} else if (ahead && similar_prompt(r, &e->pane, row, &at, &prompt)) {
		e->reasons |= REASON_AHEAD;
		col = at;
	}
	e->pane.floor = stamp_left_of(r, row, col);
	/* readline opens its bracket before the prompt, zsh behind it, and behind text that it was given */
	if (e->bracket && (e->pane.floor == 0 || e->pane.floor > e->stamp))
		e->pane.floor = e->stamp;
	if (goes_on(r, &prompt, row)) {
		e->goes_on = e->known = true;
		if ((e->whole = prompt_is_blank(prompt.data, prompt.len) && !e->bracket)) {
			e->anchor = r->held.anchor;
			e->pane.floor = r->held.floor;
			e->anchored = true;
			buffer_clear(&e->prompt);
			buffer_clear(&e->home);
			buffer_add(&e->prompt, r->held.prompt.data, r->held.prompt.len);
			buffer_add(&e->home, r->held.prompt.data, r->held.prompt.len);
			goto done;
		}
		prompts_add(&places_top(&r->places)->more, prompt.data ? prompt.data : "", prompt.len);
	} else {
		gap = r->held.any ? gap_since_held(r, row) : 0;
		printed = r->held.any && gap > (places_top(&r->places)->gap ? places_top(&r->places)->gap : 1);
		if (r->held.any && (places_top(&r->places)->gap == 0 || gap < places_top(&r->places)->gap) && gap > 0)
			places_top(&r->places)->gap = gap;
		/* the shell put what a history reference became into the next line, to be looked at */
		if (r->held.any && history_refers(&r->held.c.text) && gap == 1 && (e->reasons & REASON_AHEAD) && !ahead)
			held_drop(r);
		held_flush(r, printed);
		e->known = go_to_place(r, &prompt, e->bracket);
		p = places_top(&r->places);
		if (e->known) {
			prompts_add(&p->first, prompt.data ? prompt.data : "", prompt.len);
			if (r->truth.known)
				p->group = r->truth.group;
		}
	}
	set_anchor(r, row, col, &prompt);
	if (e->home.len == 0)
		buffer_add(&e->home, prompt.data, prompt.len);
done:
	buffer_free(&prompt);
}

static void
anchor_at_cursor(struct recovery *r, bool ahead)
{
	struct screen_cursor cursor;

	screen_cursor(r->screen, &cursor);
	anchor(r, cursor.row, cursor.col, ahead || r->reply_count > 0);
}

/* No key was pressed while the prompt stood: it must be known, with the text behind it. */
static void
anchor_late(struct recovery *r, int last)
{
	struct screen_line line;
	int row = last;

	while (screen_line(r->screen, row - 1, &line) && line.continues)
		row--;
	if (screen_line(r->screen, row, &line))
		anchor(r, row, line.cols, true);
}

/* Where does the text begin now? */
static bool
was_unasked(struct recovery *r, uint32_t stamp)
{
	int i;

	for (i = 0; i < UNASKED_MAX; i++)
		if (r->unasked[i] == stamp && stamp != 0)
			return true;
	return false;
}

/*
 * A prompt that no key asked for came with the line that stood before: else it is none of the editor's, but
 * somebody's who drew over it.
 */
static bool
says_the_same(struct recovery *r, int row, int col, int last)
{
	struct buffer text = {0};
	size_t len = r->edit.before.len;
	bool same;

	if (!was_unasked(r, stamp_left_of(r, row, col)))
		return true;
	while (len > 0 && r->edit.before.data[len - 1] == ' ')
		len--;
	line_text(r->screen, &r->edit.pane, row, col, last, &text);
	same = len == 0 || (text.len >= len && memcmp(text.data, r->edit.before.data, len) == 0);
	buffer_free(&text);
	return same;
}

static bool
resolve(struct recovery *r, int last, int *row, int *col)
{
	struct edit *e = &r->edit;
	const char *prompt = e->prompt.data ? e->prompt.data : "", *home = e->home.data ? e->home.data : "";
	struct buffer known = {0};
	int at, top = row_of_screen_top(r), line;
	bool found;

	if (!e->displaced && screen_find(r->screen, e->anchor.id, row)) {
		/* a list of candidates, and the prompt again below it; a window of another size, and again above */
		if (!e->adrift && line_find(r->screen, &e->pane, last, top, e->stamp, home, e->home.len, &line, col) &&
		    line != *row) {
			*row = line;
			e->reasons |= REASON_REANCHORED;
			buffer_clear(&e->before);
			return true;
		}
		*col = e->anchor.col;
		if (!e->adrift && (e->prompt.len == 0 || *col <= e->pane.left))
			return true;
		if (!e->adrift && line_matches(r->screen, &e->pane, *row, prompt, e->prompt.len, &at) && at == *col)
			return true;
	}
	/* the prompt came back behind what interrupted it */
	if (line_find(r->screen, &e->pane, last, top, e->adrift ? e->edge_stamp : e->stamp, home, e->home.len, row, col) &&
	    says_the_same(r, *row, *col, last)) {
		e->reasons |= REASON_REANCHORED;
		buffer_clear(&e->before);
		return true;
	}
	for (line = last, found = false; line >= top && line > last - 60 && !found; line--)
		if ((found = known_prompt(r, &e->pane, line, col, &known) &&
			    stamp_left_of(r, line, *col) >= (e->adrift ? e->edge_stamp : e->stamp) &&
			    says_the_same(r, line, *col, last))) {
			*row = line;
			e->reasons |= REASON_REANCHORED;
			buffer_clear(&e->before);
		}
	buffer_free(&known);
	if (!found && e->adrift && screen_find(r->screen, e->anchor.id, row)) {
		*col = e->anchor.col;
		return true;
	}
	return found;
}

static size_t
first_line(const struct buffer *text)
{
	const char *end = memchr(text->data, '\n', text->len);

	return end ? (size_t)(end - text->data) : text->len;
}

static void
take_text(struct recovery *r, int last, struct buffer *text)
{
	struct edit *e = &r->edit;
	int row, col;

	if (resolve(r, last, &row, &col)) {
		buffer_add(text, e->before.data, e->before.len);
		line_text(r->screen, &e->pane, row, col, last, text);
	} else if (e->draft.len > 0 &&
	    line_search(r->screen, &e->pane, last, row_of_screen_top(r), e->draft.data, first_line(&e->draft), &row, &col)) {
		/* the prompt was rewritten, the text was not */
		line_text(r->screen, &e->pane, row, col, last, text);
		e->reasons |= REASON_REANCHORED;
	} else if (e->draft.len > 0) {
		buffer_add(text, e->draft.data, e->draft.len);
		e->reasons |= REASON_REANCHORED;
	} else if (screen_find(r->screen, e->anchor.id, &row)) {
		line_text(r->screen, &e->pane, row, e->anchor.col, last, text);
		e->reasons |= REASON_REANCHORED;
	}
}

/* Other output came into the line: go on behind it, or where the prompt was drawn again. */
static void
settle(struct recovery *r)
{
	struct edit *e = &r->edit;
	struct screen_cursor cursor;
	struct buffer prompt = {0};
	int row, col;

	if (!e->displaced || !e->anchored)
		return;
	screen_cursor(r->screen, &cursor);
	/* an editor went down and came back */
	if (!e->tampered && screen_find(r->screen, e->edge_id, &row) && cursor.row == row && (e->fed || cursor.col == e->calm_col)) {
		e->displaced = false;
		buffer_clear(&e->before);
		return;
	}
	if (line_find(r->screen, &e->pane, cursor.row, 0, e->edge_stamp, e->home.data ? e->home.data : "", e->home.len,
		&row, &col) && row + 20 > cursor.row && says_the_same(r, row, col, cursor.row)) {
		e->reasons |= REASON_REANCHORED;
		buffer_clear(&e->before);
		set_anchor(r, row, col, &e->prompt);
	} else if (known_prompt(r, &e->pane, cursor.row, &col, &prompt)) {
		/* it was no line of a prompt's before, and is one now */
		buffer_clear(&e->before);
		e->known = go_to_place(r, &prompt, e->bracket);
		e->stamp = e->edge_stamp;
		buffer_clear(&e->home);
		buffer_add(&e->home, prompt.data, prompt.len);
		set_anchor(r, cursor.row, col, &prompt);
	} else {
		e->reasons |= REASON_INTERRUPTED;
		e->pane.left = e->pane.left < cursor.col ? e->pane.left : 0;
		set_anchor(r, cursor.row, cursor.col, &e->prompt);
		e->adrift = true;
	}
	buffer_free(&prompt);
}

/* Leaving. */

static bool
is_mask(const struct buffer *text)
{
	size_t i;

	for (i = 0; i < text->len; i++)
		if (text->data[i] != '*')
			return false;
	return true;
}

static void
describe(struct recovery *r, struct command *c, const struct stroke *stroke)
{
	struct place *p = places_top(&r->places);

	c->at = stroke->key ? stroke->at : r->at;
	c->event = stroke->key ? stroke->event : r->number;
	c->exit = c->duration = COMMAND_UNKNOWN;
	c->depth = r->places.count - 1;
	c->output_from = c->output_to = r->number;
	c->reasons = r->edit.reasons | REASON_SCREEN;
	if (stroke->key)
		c->reasons |= REASON_KEY;
	if (!r->keyboard.seen)
		c->reasons |= REASON_NO_INPUT;
	if (r->edit.bracket)
		c->reasons |= REASON_BRACKET;
	if (r->edit.front)
		c->reasons |= REASON_TRUTH;
	if (places_multiplexed(&r->places))
		c->reasons |= REASON_MULTIPLEXER;
	if (places_remote(&r->places))
		c->reasons |= REASON_REMOTE;
	if (!r->edit.known) {
		c->kind = COMMAND_REPLY;
		strcpy(c->program, p->running ? p->starts : p->program);
	} else {
		c->kind = p->kind == PROGRAM_REPL ? COMMAND_REPL : COMMAND_SHELL;
		strcpy(c->program, p->program);
	}
	if (c->kind == COMMAND_REPLY && program_kind(c->program) == PROGRAM_REPL)
		c->kind = COMMAND_REPL;
}

static void
hold(struct recovery *r, struct buffer *text, const struct stroke *stroke, uint64_t row_id)
{
	struct held *h = &r->held;

	if (r->edit.goes_on && h->any) {
		if (r->edit.whole)
			buffer_clear(&h->c.text);
		else
			buffer_addc(&h->c.text, '\n');
		buffer_add(&h->c.text, text->data, text->len);
		h->c.reasons |= r->edit.reasons;
		if (stroke->key) {
			h->c.at = stroke->at;
			h->c.event = stroke->event;
		}
		h->c.output_from = r->number;
	} else {
		held_flush(r, true);
		describe(r, &h->c, stroke);
		buffer_add(&h->c.text, text->data, text->len);
		buffer_clear(&h->prompt);
		buffer_add(&h->prompt, r->edit.prompt.data, r->edit.prompt.len);
		h->anchor = r->edit.anchor;
		h->floor = r->edit.pane.floor;
		h->any = true;
	}
	h->row_id = row_id;
	h->bytes = r->bytes;
	if (h->c.text.len > COMMAND_TEXT_MAX) {
		h->c.text.len = COMMAND_TEXT_MAX;
		h->c.reasons |= REASON_CUT;
	}
	h->expects = h->c.kind == COMMAND_SHELL && history_refers(&h->c.text);
	buffer_clear(&h->shown);
}

/*
 * The last row of the line: where the cursor was when the key was pressed, and what its rows go on into.  The
 * line feed may come late, behind output, and in a pane the cursor may be on its way elsewhere.
 */
static int
last_of_line(struct recovery *r, int fed)
{
	struct edit *e = &r->edit;
	struct screen_line line;
	int row;

	if (!screen_find(r->screen, e->pane.split ? e->anchor.id : e->last_id, &row) || row > fed)
		return fed;
	while (row < fed && screen_line(r->screen, row, &line) &&
	    (line.continues || (e->pane.fills && line.cols >= e->pane.right && line.cells[e->pane.right - 1].text > ' ')))
		row++;
	return row;
}

/* What was the line that was left? */
static void
judge(struct recovery *r, struct buffer *text, struct stroke stroke, bool escaped, bool moved, bool touched, uint64_t row_id)
{
	struct keyboard *k = &r->keyboard;
	bool to_editor = stroke.key == '\0' &&
	    ((k->last[0] == CONTROL('X') && k->last[1] == CONTROL('E')) || (escaped && !k->moved_last && !(text->len > 0 && text->data[0] == '#')));

	if (stroke.key == CONTROL('C') ||
	    (!k->seen && text->len >= 2 && memcmp(text->data + text->len - 2, "^C", 2) == 0)) {
		if (r->edit.goes_on)
			held_drop(r);
		return;
	}
	if (stroke.key == CONTROL('D'))
		return;
	if (to_editor) {
		hold(r, text, &stroke, row_id);
		r->held.from_editor = r->held.expects = true;
		return;
	}
	if (text->len > 0 && is_mask(text))
		return;
	/* in a pane anything may be drawn anywhere, a full-screen program's text too, and what stands at a prompt was
	 * brought there by keys: a key of the multiplexer's own was none */
	if (r->edit.pane.split && (!r->edit.known || !touched || stroke.key == '\0'))
		return;
	/* a reply is one line; what draws more is a program with a screen */
	if (!r->edit.known && text->len > 0 && memchr(text->data, '\n', text->len) != NULL)
		return;
	/* left by itself: a shell that ran out of patience; or by ^G, which breaks off */
	if (stroke.key == '\0' && k->last[1] == CONTROL('G') && !k->printing)
		return;
	if (stroke.key == '\0' && !k->moved_last && !moved && !(r->edit.reasons & REASON_AHEAD) && k->seen)
		return;
	if (text->len == 0 && !r->edit.goes_on) {
		if (!touched || !r->edit.known || places_top(&r->places)->kind == PROGRAM_REPL)
			return;
		r->edit.reasons |= REASON_UNSEEN;
		hold(r, text, &stroke, row_id);
		r->held.unknown = true;
		return;
	}
	hold(r, text, &stroke, row_id);
}

/*
 * What was typed may have looked otherwise: letters in a character set of lines and corners; combining characters,
 * of which editors and terminals count the columns differently; a line as tall as the screen, of which
 * rows went out of the editor's reach.
 */
static bool
is_doubtful(struct recovery *r, const struct buffer *text, int last)
{
	const unsigned char *p = (const unsigned char *)text->data;
	size_t i;
	int row;

	if (screen_find(r->screen, r->edit.anchor.id, &row) && last - row >= screen_rows(r->screen) - 2)
		return true;
	for (i = 0; i + 2 < text->len; i++) {
		/* U+0300 to U+036F; U+2400 to U+243F, U+2500 to U+257F */
		if ((p[i] == 0xCC && p[i + 1] >= 0x80) || (p[i] == 0xCD && p[i + 1] <= 0xAF))
			return true;
		if (p[i] == 0xE2 && (p[i + 1] == 0x90 || p[i + 1] == 0x94 || p[i + 1] == 0x95))
			return true;
	}
	return false;
}

/* Editors of one row that scroll it sideways put a sign where it goes on: the text is not all there. */
static bool
is_scrolled(struct recovery *r, int last)
{
	struct edit *e = &r->edit;
	struct screen_line line;
	int row, c;

	if (!screen_find(r->screen, e->anchor.id, &row) || row != last || !screen_line(r->screen, row, &line) || line.continues)
		return false;
	/* readline's replaces the prompt */
	if (e->pane.left < line.cols && line.cells[e->pane.left].text == '<' &&
	    !(e->prompt.len > 0 && e->prompt.data[0] == '<'))
		return true;
	for (c = line.cols; c > 0 && line.cells[c - 1].text <= ' '; c--)
		;
	/* behind a gap, or with a word cut: at the very margin */
	return c >= line.cols - 1 && c > 0 && (line.cells[c - 1].text == '>' || line.cells[c - 1].text == '<' ||
						  line.cells[c - 1].text == '*') && e->draft.len > 0;
}

/* The row in which the text ends: an editor that draws its line anew may have left blank rows below it. */
static uint64_t
text_row_id(struct recovery *r, int last)
{
	struct screen_line line;
	struct buffer text = {0};
	uint64_t id = 0;
	int row;

	for (row = last; id == 0 && screen_line(r->screen, row, &line) && row > last - 8; row--) {
		buffer_clear(&text);
		screen_text(r->screen, &line, 0, line.cols, &text);
		if (!prompt_is_blank(text.data, text.len))
			id = line.id;
	}
	buffer_free(&text);
	return id != 0 || !screen_line(r->screen, last, &line) ? id : line.id;
}

/* Panes may have been split or joined since the line began. */
static void
pane_anew(struct recovery *r)
{
	struct edit *e = &r->edit;
	struct pane pane;
	int row;

	if (!screen_find(r->screen, e->anchor.id, &row))
		return;
	pane = line_pane(r->screen, row, e->anchor.col, true);
	pane.floor = e->pane.floor;
	if (pane.left == e->pane.left)
		e->pane = pane;
}

static void
leave(struct recovery *r, uint64_t last_row_id)
{
	struct edit *e = &r->edit;
	struct keyboard *k = &r->keyboard;
	struct buffer text = {0};
	struct stroke stroke;
	bool any_key = k->count > 0 || k->typed || k->moved, claimed = false, escaped, moved, touched;
	int last;

	/* a line that nobody typed was printed */
	if (!any_key && r->reply_count == 0 && k->seen) {
		edit_close(r);
		observe(r);
		return;
	}

	if (!screen_find(r->screen, last_row_id, &last)) {
		edit_close(r);
		return;
	}
	if (e->anchored)
		settle(r);
	else if (may_edit(r))
		anchor_late(r, last);
	if (!e->anchored) {
		edit_close(r);
		return;
	}
	escaped = k->escaped;
	moved = k->moved;
	touched = k->typed || k->moved || (e->reasons & REASON_AHEAD) || claimed;
	if (e->pane.split || (!e->bracket && !e->whole && e->drafted))
		last = last_of_line(r, last);
	if (e->pane.split)
		pane_anew(r);
	take_text(r, last, &text);
	/* what fish's user has it print before a command comes into the same bracket */
	if (is_fish(r) && e->drafted && e->draft.len > 0 && text.len > e->draft.len && text.data[e->draft.len] == '\n' &&
	    memcmp(text.data, e->draft.data, e->draft.len) == 0 && !syntax_open(e->draft.data, e->draft.len))
		text.len = e->draft.len;
	if (e->whole || is_fish(r))
		shape_fish(&text, e->anchor.col - e->pane.left);
	else
		shape_rows(&text, &e->prompt);
	stroke = keyboard_left(k);
	if (stroke.key == '\0' && text.len > 0)
		claimed = claim_reply(r, &text, &stroke);
	/* a line that nobody typed was printed */
	if (is_scrolled(r, last) || (e->mute && !e->bracket && text.len > 0))
		e->reasons |= REASON_UNSEEN;
	if (is_doubtful(r, &text, last))
		e->reasons |= REASON_DOUBTFUL;
	last_row_id = text_row_id(r, last);
	if (any_key || claimed || !k->seen)
		judge(r, &text, stroke, escaped, moved, touched, last_row_id);
	k->last[0] = k->last[1] = '\0';
	edit_close(r);
	/* more was typed at once, for editors that say nothing of when they begin */
	if (k->count > 0)
		edit_open(r, false);
	observe(r);
	buffer_free(&text);
}

/* What the screen tells. */

static uint64_t
cursor_row_id(struct recovery *r)
{
	struct screen_cursor cursor;
	struct screen_line line;

	screen_cursor(r->screen, &cursor);
	return screen_line(r->screen, cursor.row, &line) ? line.id : 0;
}

/* The first line that a shell prints behind a history reference or an editor. */
static void
take_shown(struct recovery *r)
{
	struct held *h = &r->held;
	struct screen_cursor cursor;
	struct pane all = {.right = screen_cols(r->screen)};
	struct screen_line line;
	int row;

	screen_cursor(r->screen, &cursor);
	row = cursor.row;
	while (screen_line(r->screen, row - 1, &line) && line.continues)
		row--;
	if (cursor_row_id(r) == h->row_id || r->alternate)
		return;
	if (h->shown.len > 0)
		buffer_addc(&h->shown, '\n');
	line_text(r->screen, &all, row, 0, cursor.row, &h->shown);
	h->expects = h->from_editor && (h->shown.len == 0 || syntax_open(h->shown.data, h->shown.len));
}

/* Typed ahead, and now drawn behind the prompt of an editor that has no bracket, or run by one without an editor. */
static void
take_ahead(struct recovery *r)
{
	struct screen_cursor cursor;
	struct buffer prompt = {0};
	struct pane all = {.right = screen_cols(r->screen)};
	struct command *c = &r->replies[0];
	int col;

	screen_cursor(r->screen, &cursor);
	if (r->alternate || !known_prompt(r, &all, cursor.row, &col, &prompt))
		goto done;
	held_flush(r, true);
	if (r->reply_count == 0 || !go_to_place(r, &prompt, false))
		goto done;
	c->kind = places_top(&r->places)->kind == PROGRAM_REPL ? COMMAND_REPL : COMMAND_SHELL;
	c->reasons |= REASON_AHEAD;
	strcpy(c->program, places_top(&r->places)->program);
	c->depth = r->places.count - 1;
	run(r, c, r->bytes);
	hand_one(r, c);
	memmove(r->replies, r->replies + 1, sizeof *r->replies * (size_t)--r->reply_count);
done:
	buffer_free(&prompt);
}

/* The cursor's row begins with a prompt that is known: a line that was typed ahead. */
static bool
has_prompt(struct recovery *r)
{
	struct screen_cursor cursor;
	struct screen_line line;
	struct pane all = {.right = screen_cols(r->screen)};
	struct buffer prompt = {0};
	int row, col;
	bool has;

	screen_cursor(r->screen, &cursor);
	for (row = cursor.row; screen_line(r->screen, row - 1, &line) && line.continues;)
		row--;
	has = known_prompt(r, &all, row, &col, &prompt);
	has = has || further_prompt(r, &all, row, &col, NULL);
	buffer_free(&prompt);
	return has;
}

/* The cursor is on the last row of the text that is being edited. */
static bool
is_last_row(struct recovery *r)
{
	struct screen_cursor cursor;
	struct screen_line line;
	int row, c;

	screen_cursor(r->screen, &cursor);
	if (screen_find(r->screen, r->edit.anchor.id, &row) && cursor.row < row)
		return false;
	if (!screen_line(r->screen, cursor.row + 1, &line))
		return true;
	for (c = r->edit.pane.left; c < r->edit.pane.right && c < line.cols; c++)
		if (line.cells[c].text > ' ' && line.cells[c].stamp > r->edit.pane.floor)
			return false;
	return true;
}

/*
 * zsh closes its bracket first, then goes down to the line's last row, returns, and feeds a line; or where
 * there is a row below already, it goes there and returns.  It writes nothing on its way: the cursor
 * keeps its column until the first return, and stays at the margin after it.
 */
static void
follow_closing(struct recovery *r, bool fed)
{
	struct edit *e = &r->edit;
	struct screen_cursor cursor;
	struct screen_line line;
	int row;

	screen_cursor(r->screen, &cursor);
	if (!screen_find(r->screen, e->closing_id, &row) || cursor.row < row) {
		close_edit(r);
		return;
	}
	if (!fed && !e->returned && cursor.col == e->closing_col) {
		e->returned = true;
		e->closing_col = 0;
		e->below_id = cursor_row_id(r);
		return;
	}
	if (cursor.col == e->closing_col) {
		if (!fed)
			return;
		e->closing_id = cursor_row_id(r);
	} else if (e->returned && screen_find(r->screen, e->below_id, &cursor.row) && cursor.row > row &&
	    screen_line(r->screen, cursor.row - 1, &line)) {
		e->closing_id = line.id;
	}
	close_edit(r);
}

static void
displace(struct recovery *r, bool fed)
{
	struct edit *e = &r->edit;

	if (!e->anchored || e->displaced)
		return;
	e->edge_id = e->calm_id;
	e->edge_stamp = (uint32_t)r->number;
	if (!e->adrift)
		buffer_clear(&e->before);
	buffer_add(&e->before, e->calm.data, e->calm.len);
	e->displaced = true;
	e->fed = fed;
}

static bool
is_full_row(struct recovery *r)
{
	struct screen_cursor cursor;
	struct screen_line line;

	screen_cursor(r->screen, &cursor);
	return screen_line(r->screen, cursor.row, &line) && line.cols > 0 && line.cells[line.cols - 1].text > 0;
}

static bool
ends_in_reprint(const struct screen_line *line)
{
	int c = line->cols;

	while (c > 0 && line->cells[c - 1].text <= ' ')
		c--;
	return c >= 2 && line->cells[c - 2].text == '^' && line->cells[c - 1].text == 'R';
}

static bool
was_reprinted(struct recovery *r)
{
	struct screen_cursor cursor;
	struct screen_line line;

	screen_cursor(r->screen, &cursor);
	return cursor.col >= 0 && screen_line(r->screen, cursor.row, &line) && line.cols > 1 && ends_in_reprint(&line);
}

static void
on_line_feed(struct recovery *r)
{
	struct edit *e = &r->edit;
	bool commits;

	if (e->closing) {
		follow_closing(r, true);
		return;
	}
	if (!e->open) {
		if (r->held.expects)
			take_shown(r);
		else if (r->reply_count > 0 && !r->alternate)
			take_ahead(r);
		return;
	}
	/* fish begins anew below, within the same bracket */
	if (e->bracket && r->keyboard.count > 0 && is_fish(r) &&
	    r->keyboard.strokes[r->keyboard.count - 1].key == CONTROL('C')) {
		keyboard_forget(&r->keyboard);
		edit_open(r, true);
		return;
	}
	commits = r->keyboard.count > 0 || !r->keyboard.seen;
	/* a multiplexer leaves brackets out when they follow one another quickly */
	if (!e->bracket || (e->anchored && e->pane.split)) {
		if (commits && (e->anchored ? e->pane.split || is_last_row(r) : has_prompt(r))) {
			leave(r, cursor_row_id(r));
			return;
		}
		/* an editor that moves down by line feeds */
		if (commits && !is_last_row(r))
			return;
	} else {
		e->feed_id = cursor_row_id(r);
	}
	/* the kernel's reprint: the line again, without its prompt */
	if (!e->bracket && e->anchored && r->keyboard.last[1] == CONTROL('R') && !r->keyboard.printing && was_reprinted(r)) {
		e->reprint = true;
		return;
	}
	/* what answers a key is the editor's own, and so is going on below a row that is full */
	if (e->has_calm && !(wraps_itself(r) && is_full_row(r)))
		displace(r, true);
}

/* The editor has closed its bracket, and did not go below the line: the line ends where its rows do. */
static void
close_edit(struct recovery *r)
{
	struct screen_line line;
	uint64_t id = r->edit.closing_id;
	int row;

	if (!r->edit.open || !r->edit.closing)
		return;
	if (screen_find(r->screen, id, &row))
		while (screen_line(r->screen, row, &line) && (id = line.id) != 0 && line.continues)
			row++;
	leave(r, id);
}

static void
on_bracket_off(struct recovery *r)
{
	struct edit *e = &r->edit;
	struct screen_cursor cursor;
	int fed;

	if (!e->open || !e->bracket || e->closing)
		return;
	screen_cursor(r->screen, &cursor);
	/* readline ends the line first, and says so then; zsh says so first */
	if (e->feed_id != 0 && screen_find(r->screen, e->feed_id, &fed) && fed == cursor.row - 1 && cursor.col == 0) {
		leave(r, e->feed_id);
		return;
	}
	e->closing = true;
	e->closing_id = cursor_row_id(r);
	e->closing_col = cursor.col;
	e->returned = false;
	observe(r);
}

static void
on_mark(void *context, enum screen_mark mark, int number, const char *data, size_t len)
{
	struct recovery *r = context;

	(void)number, (void)data, (void)len;
	if (mark == SCREEN_RETURN) {
		if (r->edit.closing)
			follow_closing(r, false);
		return;
	}
	if (mark != SCREEN_LINE_FEED)
		close_edit(r);
	switch (mark) {
	case SCREEN_BRACKET_ON:
		/* what was echoed before may have been typed ahead */
		if (r->held.any && r->held.c.kind == COMMAND_REPLY)
			held_flush(r, true);
		/* a multiplexer left the end out; or a job said that it began, and never ended */
		if (r->edit.open && r->edit.bracket && r->edit.known && r->edit.drafted && r->keyboard.count > 0)
			leave_unseen(r);
		if (!r->edit.open || !r->edit.bracket || (r->edit.anchored && !r->edit.known))
			edit_open(r, true);
		break;
	case SCREEN_BRACKET_OFF:
		on_bracket_off(r);
		break;
	case SCREEN_LINE_FEED:
		on_line_feed(r);
		break;
	case SCREEN_ALTERNATE_ON:
		/* whatever was started draws: no line goes on */
		if (!r->held.expects && !r->held.from_editor)
			held_flush(r, true);
		r->alternate = true;
		break;
	case SCREEN_ALTERNATE_OFF:
		r->alternate = false;
		break;
	default:
		break;
	}
}

/* Events. */

/* On another program's full screen nobody edits a shell's line. */
static bool
may_edit(struct recovery *r)
{
	struct screen_cursor cursor;
	struct screen_modes modes;
	struct buffer prompt = {0};
	struct pane all = {.right = screen_cols(r->screen)};
	int col;
	bool known;

	screen_modes(r->screen, &modes);
	if (!modes.alternate || places_multiplexed(&r->places))
		return true;
	if (r->places.list[0].kind == PROGRAM_MULTIPLEXER)
		return true;
	screen_cursor(r->screen, &cursor);
	known = known_prompt(r, &all, cursor.row, &col, &prompt) || similar_prompt(r, &all, cursor.row, &col, &prompt);
	buffer_free(&prompt);
	return known && (!r->truth.known || front(r));
}

/* tmux and screen ask for names and commands in the last row. */
static bool
is_for_multiplexer(struct recovery *r)
{
	struct screen_cursor cursor;
	struct pane all = {.right = screen_cols(r->screen)};
	struct buffer prompt = {0};
	int row, col;
	bool known;

	screen_cursor(r->screen, &cursor);
	if (!r->alternate || cursor.row != screen_rows(r->screen) - 1 || !places_multiplexed(&r->places))
		return false;
	/* the key before, the multiplexer's own, was taken for one of a line above */
	if (!r->edit.anchored || !screen_find(r->screen, r->edit.anchor.id, &row) || row == cursor.row)
		return false;
	known = known_prompt(r, &all, cursor.row, &col, &prompt);
	buffer_free(&prompt);
	return !known;
}

/* The cursor is behind a prompt that is known, and not on the row of the line that is edited. */
static bool
stands_at_prompt(struct recovery *r)
{
	struct screen_cursor cursor;
	struct buffer prompt = {0};
	int row;
	bool stands;

	screen_cursor(r->screen, &cursor);
	if (screen_find(r->screen, r->edit.anchor.id, &row) && row == cursor.row)
		return false;
	line_prompt(r->screen, &r->edit.pane, cursor.row, cursor.col, &prompt);
	stands = prompt.len > 0 && places_find(&r->places, prompt.data, prompt.len, false) >= 0;
	buffer_free(&prompt);
	return stands;
}

/* The next prompt stands already, and no line feed was seen: what the line said when the key came is all there is. */
static void
leave_unseen(struct recovery *r)
{
	struct buffer text = {0};
	bool escaped = r->keyboard.escaped, touched = r->keyboard.typed || r->keyboard.moved;
	struct stroke stroke = keyboard_left(&r->keyboard);

	buffer_add(&text, r->edit.draft.data, r->edit.draft.len);
	r->edit.reasons |= REASON_REANCHORED;
	judge(r, &text, stroke, escaped, true, touched, r->edit.anchor.id);
	edit_close(r);
	observe(r);
	buffer_free(&text);
}

static void
on_keys(struct recovery *r, const struct event *ev)
{
	struct edit *e = &r->edit;
	struct screen_cursor cursor;
	bool ahead = r->keyboard.ahead, typed = r->keyboard.typed;
	uint64_t answered = r->answered;
	int answers;

	/* nobody pressed these */
	if (r->queries > 0 && (answers = query_answers(ev)) > 0) {
		r->queries -= answers < r->queries ? answers : r->queries;
		return;
	}
	close_edit(r);
	r->answered = 0;
	r->key_at = ev->at;
	if (is_for_multiplexer(r)) {
		keyboard_take(&r->keyboard, ev);
		keyboard_forget(&r->keyboard);
		return;
	}
	/* what was guessed without keys was about the prompt */
	if (!r->keyboard.seen)
		edit_unanchor(r);
	if (!may_edit(r)) {
		keyboard_take(&r->keyboard, ev);
		keyboard_forget(&r->keyboard);
		/* a full-screen helper of the editor's, which may commit by itself */
		r->keyboard.moved = r->keyboard.moved_last = e->open && e->bracket && e->anchored;
		return;
	}
	if (!e->open)
		edit_open(r, false);
	if (e->anchored && (!e->bracket || e->pane.split) && e->drafted && r->keyboard.count > 0 && answered > 0 &&
	    stands_at_prompt(r))
		leave_unseen(r);
	if (!e->open)
		edit_open(r, false);
	if (e->anchored && r->keyboard.count > 0 &&
	    r->keyboard.strokes[r->keyboard.count - 1].event < r->number - 1)
		keyboard_answered(&r->keyboard);
	if (!e->anchored)
		anchor_at_cursor(r, ahead);
	settle(r);
	if (keyboard_take(&r->keyboard, ev)) {
		screen_cursor(r->screen, &cursor);
		buffer_clear(&e->draft);
		take_text(r, cursor.row, &e->draft);
		e->last_id = cursor_row_id(r);
		e->drafted = true;
		e->mute = typed && e->draft.len == 0 && r->bytes == e->opened_bytes && ev->at - e->opened_at >= MUTE_MS;
	}
}

/* A recording without keys: the echo stands for them. */
static void
before_output(struct recovery *r)
{
	struct screen_cursor cursor;
	struct buffer prompt = {0};
	struct pane all = {.right = screen_cols(r->screen)};

	if (r->edit.open) {
		if (r->edit.anchored)
			settle(r);
		else if (may_edit(r))
			anchor_at_cursor(r, false);
		return;
	}
	if (!may_edit(r))
		return;
	screen_cursor(r->screen, &cursor);
	line_prompt(r->screen, &all, cursor.row, cursor.col, &prompt);
	if (prompt.len > 0 && (places_find(&r->places, prompt.data, prompt.len, false) >= 0 ||
				  prompt_is_shells(prompt.data, prompt.len))) {
		edit_open(r, false);
		anchor_at_cursor(r, false);
	}
	buffer_free(&prompt);
}

/* Output that no key asked for: a job may be printing into the line. */
static void
keep_calm(struct recovery *r, int64_t at)
{
	struct edit *e = &r->edit;
	struct screen_cursor cursor;
	int row;

	e->has_calm = false;
	if (!r->keyboard.seen)
		return;
	if (!e->open || !e->anchored || e->displaced || r->keyboard.count > 0 || is_fish(r))
		return;
	/* a printable key brings no line feed; any other may, at once */
	if (!r->keyboard.printing && (r->answered == 0 || at - r->key_at < ANSWER_MS))
		return;
	screen_cursor(r->screen, &cursor);
	if (!screen_find(r->screen, e->anchor.id, &row) || row > cursor.row)
		return;
	buffer_clear(&e->calm);
	line_text_before(r->screen, &e->pane, row, e->anchor.col, cursor.row, cursor.col, &e->calm);
	e->calm_id = cursor_row_id(r);
	e->calm_col = cursor.col;
	e->has_calm = true;
}

/* The cursor is where it was, and the line before it is another: a job drew over it. */
static bool
was_overwritten(struct recovery *r)
{
	struct edit *e = &r->edit;
	struct buffer text = {0};
	struct screen_cursor cursor;
	int row;
	bool same = true;

	screen_cursor(r->screen, &cursor);
	if (screen_find(r->screen, e->anchor.id, &row) && row <= cursor.row) {
		line_text_before(r->screen, &e->pane, row, e->anchor.col, cursor.row, cursor.col, &text);
		same = text.len >= e->calm.len && memcmp(text.data ? text.data : "", e->calm.data ? e->calm.data : "", e->calm.len) == 0;
	}
	e->tampered |= !same;
	buffer_free(&text);
	return !same;
}

static void
on_output(struct recovery *r, const struct event *ev)
{
	struct screen_cursor cursor;

	r->queries += query_count(ev->data, ev->len);
	/* keys of which nothing is told go on behind what interrupted them */
	if (r->edit.displaced && r->keyboard.coarse && r->keyboard.printing)
		settle(r);
	keep_calm(r, ev->at);
	r->answered++;
	if (!r->keyboard.seen && ev->at - r->output_at >= ECHO_MS)
		before_output(r);
	screen_stamp(r->screen, (uint32_t)r->number, 0);
	screen_feed(r->screen, ev->data, ev->len);
	if (r->edit.reprint && r->edit.open) {
		screen_cursor(r->screen, &cursor);
		buffer_clear(&r->edit.prompt);
		set_anchor(r, cursor.row, 0, &r->edit.prompt);
		r->edit.reprint = false;
	}
	/* an editor that draws by itself, a clock in its prompt say, puts the cursor back */
	if (r->edit.has_calm && r->edit.open && r->answered > 1 &&
	    ev->at - r->key_at >= (r->keyboard.coarse ? NOISE_COARSE_MS : NOISE_MS)) {
		screen_cursor(r->screen, &cursor);
		r->unasked[r->unasked_next++ % UNASKED_MAX] = (uint32_t)r->number;
		if (cursor.col != r->edit.calm_col || cursor_row_id(r) != r->edit.calm_id)
			displace(r, false);
		else if (was_overwritten(r))
			displace(r, true);
	}
	r->bytes += ev->len;
	r->output_at = ev->at;
}

/* "ec 123 name" */
static void
on_state(struct recovery *r, const struct event *ev)
{
	char text[64], *end;
	size_t len = ev->len < sizeof text - 1 ? ev->len : sizeof text - 1;

	memcpy(text, ev->data, len);
	text[len] = '\0';
	if (len < 4 || text[2] != ' ')
		return;
	r->truth.known = true;
	r->truth.group = strtol(text + 3, &end, 10);
	if (*end == ' ')
		end++;
	strncpy(r->truth.name, end, sizeof r->truth.name - 1);
	r->truth.name[sizeof r->truth.name - 1] = '\0';
}

int
recovery_event(struct recovery *r, const struct event *ev)
{
	int cols, rows;

	r->number = ev->number;
	r->at = ev->at;
	switch (ev->code) {
	case EVENT_OUTPUT:
		on_output(r, ev);
		break;
	case EVENT_INPUT:
	case EVENT_KEYS:
		on_keys(r, ev);
		break;
	case EVENT_STATE:
		on_state(r, ev);
		break;
	case EVENT_RESIZE:
		if (event_parse_size(ev->data, ev->len, &cols, &rows) == 0)
			screen_resize(r->screen, cols, rows);
		r->edit.displaced |= r->edit.anchored;
		if (r->edit.anchored)
			r->edit.reasons |= REASON_DOUBTFUL;
		break;
	default:
		break;
	}
	return r->status;
}

int
recovery_idle(struct recovery *r, int64_t now_ms)
{
	if (r->held.any && !r->held.unknown && !r->held.expects && now_ms - r->at >= SETTLED_MS &&
	    !held_is_open(&r->held, places_top(&r->places)))
		held_flush(r, true);
	return r->status;
}

/* Something stands between the held line and the cursor. */
static bool
printed_since(struct recovery *r)
{
	struct screen_cursor cursor;
	int gap = places_top(&r->places)->gap;

	screen_cursor(r->screen, &cursor);
	return r->held.any && gap_since_held(r, cursor.row) > (gap ? gap : 1);
}

int
recovery_end(struct recovery *r, bool cut)
{
	int i;

	close_edit(r);
	if (r->held.any && cut)
		r->held.c.reasons |= REASON_CUT;
	held_flush(r, printed_since(r));
	flush_replies(r, UINT64_MAX);
	for (i = r->places.count - 1; i >= 0; i--)
		end_running(r, &r->places.list[i]);
	return r->status;
}

int
recovery_new(const struct header *h, const struct recovery_sink *sink, struct recovery **out)
{
	struct recovery *r = calloc(1, sizeof *r);

	*out = NULL;
	if (r == NULL)
		return -ENOMEM;
	r->sink = *sink;
	r->observer = (struct screen_observer){on_mark, r};
	places_init(&r->places, h);
	if ((r->screen = screen_new(h->cols, h->rows, HISTORY)) == NULL) {
		recovery_free(r);
		return -ENOMEM;
	}
	observe(r);
	*out = r;
	return 0;
}

const struct screen *
recovery_screen(const struct recovery *r)
{
	return r->screen;
}

void
recovery_free(struct recovery *r)
{
	int i;

	if (r == NULL)
		return;
	held_drop(r);
	buffer_free(&r->held.prompt);
	buffer_free(&r->held.shown);
	for (i = 0; i < r->reply_count; i++)
		command_free(&r->replies[i]);
	buffer_free(&r->edit.prompt);
	buffer_free(&r->edit.home);
	buffer_free(&r->edit.before);
	buffer_free(&r->edit.draft);
	buffer_free(&r->edit.calm);
	keyboard_free(&r->keyboard);
	places_free(&r->places);
	screen_free(r->screen);
	free(r);
}
