/*
 * What was found is handed out: a line that was left is held until it is known to be whole, and replies until it is
 * known that they were not typed ahead.
 */
#include "indexer/edit.h"

#include <string.h>

#include "indexer/clause.h"
#include "indexer/document.h"
#include "indexer/history.h"
#include "indexer/shape.h"
#include "indexer/syntax.h"
#include "indexer/tally.h"
#include "indexer/unison.h"

#define TORN_LEAST 2 /* letters on either side of what came between, */
#define LACKS_MAX 3  /* letters that a line may lack */
#define TEARS_MAX 6   /* which may be so often */
#define WOVEN_LEAST 6 /* letters between each of which it may come, */

void
note_status(struct recovery *r, int status)
{
	if (r->status == 0 && status < 0)
		r->status = status;
}

void
end_running(struct recovery *r, struct place *p)
{
	if (!p->running)
		return;
	p->running = false;
	p->end.duration = r->output_at > p->at ? r->output_at - p->at : 0;
	p->end.output_to = r->last_number;
	p->end.bytes = r->bytes - p->bytes;
	if (r->status == 0)
		note_status(r, r->sink.ended(r->sink.context, &p->end));
	command_end_free(&p->end);
}

enum command_grade
grade_of(unsigned reasons)
{
	unsigned doubt = REASON_DOUBTFUL | REASON_REANCHORED | REASON_INTERRUPTED | REASON_MULTIPLEXER | REASON_REMOTE | REASON_CUT |
	    REASON_EDITOR | REASON_DISAGREE;

	if (reasons & REASON_SESSION)
		return GRADE_A;
	if (reasons & REASON_UNSEEN)
		return GRADE_U;
	if ((reasons & REASON_REPORT) && !(reasons & REASON_DISAGREE))
		return (reasons & REASON_SCREEN) ? GRADE_A : GRADE_C;
	if ((reasons & doubt) || !(reasons & (REASON_KEY | REASON_NO_INPUT)))
		return GRADE_D;
	if ((reasons & REASON_KEY) && ((reasons & REASON_MARKS) || ((reasons & REASON_TRUTH) && (reasons & REASON_BRACKET))))
		return GRADE_B;
	return GRADE_C;
}

void
hand_one(struct recovery *r, struct command *c)
{
	if (r->status < 0) {
		command_free(c);
	} else {
		document_mend(r, c);
		c->seq = ++r->seq;
		c->grade = grade_of(c->reasons);
		if (c->grade == GRADE_U)
			r->tally.unseen = c->event;
		if (c->kind != COMMAND_REPLY) {
			hindsight_told(r, c);
			recall_note(&r->recall, &c->text);
			buffer_clear(&r->told);
			buffer_add(&r->told, c->text.data, c->text.len);
		}
		note_status(r, r->sink.command(r->sink.context, c));
	}
	memset(c, 0, sizeof *c);
}

static void
hide(struct command *c)
{
	buffer_free(&c->text);
	buffer_free(&c->typed);
	c->reasons |= REASON_UNSEEN;
}

/* In a pane: it was typed while a program ran that asked for nothing, and is none of those that read what is typed: it may have been for its shell. */
static bool
is_perhaps_ahead(const struct reply *reply)
{
	const struct command *c = &reply->c;

	/* or who runs in a pane that is new asks with nothing: its multiplexer alone is known */
	if (reply->unasked && program_kind(c->program) == PROGRAM_MULTIPLEXER)
		return true;
	return (reply->unasked || reply->behind) && !(c->reasons & REASON_BRACKET) && program_kind(c->program) == PROGRAM_OTHER && !program_reads(c->program);
}

/* In a pane: something asked, and not as pagers and vi do with a sign alone: who that was nobody knows, and it may have been a shell. */
static bool
was_asked(const struct reply *reply)
{
	static const char *const signs[] = {":", "/", "?"};
	size_t i;

	for (i = 0; i < sizeof signs / sizeof *signs; i++)
		if (reply->asked == prompt_sum(signs[i], 1))
			return false;
	return reply->asked != 0;
}

/* Node takes the rows behind ".editor" as one statement, which ^D ends. */
static bool
is_of_editor(const struct command *c)
{
	return c->kind == COMMAND_REPLY && strcmp(c->program, ".editor") == 0;
}

static void
become_statement(const struct recovery *r, struct command *c)
{
	if (r->keyboard.last[1] == CONTROL('C'))
		return;
	c->kind = COMMAND_REPL;
	strcpy(c->program, "node");
}

/* It was typed ahead of the next prompt, and the key that ended who ran had the terminal forget it: nobody has read it, if who ran is what it is called. */
static bool
was_taken_back(const struct recovery *r, const struct reply *reply)
{
	return reply->unasked && program_is_deaf(reply->c.program) && reply->c.event < r->broken;
}

/* In its midst stands a prompt of the shell that runs the program: somebody has printed that there, and who knows what with it. */
static bool
holds_prompt(const struct recovery *r, const struct command *c)
{
	const struct place *p = r->places.count > 0 ? &r->places.list[r->places.count - 1] : NULL;
	int n;

	if (p == NULL || !r->keyboard.coarse || c->text.len < PROMPT_MIN)
		return false;
	for (n = 0; n < p->first.count; n++)
		if (p->first.list[n].len >= PROMPT_MIN && memmem(c->text.data + 1, c->text.len - 1, p->first.list[n].data, p->first.list[n].len) != NULL)
			return true;
	return false;
}

static void
hand_reply(struct recovery *r, struct reply *reply)
{
	if (is_of_editor(&reply->c)) {
		become_statement(r, &reply->c);
		reply->doubted = false;
	}
	if (reply->doubted && !is_perhaps_ahead(reply) && !was_asked(reply)) {
		command_free(&reply->c);
		return;
	}
	/* what became of it nobody knows; or what it was */
	if ((reply->doubted && !reply->answers) || was_taken_back(r, reply) || holds_prompt(r, &reply->c))
		hide(&reply->c);
	tally_settle(r, reply->c.event);
	hand_one(r, &reply->c);
}

static struct reply
take_reply(struct recovery *r, int i)
{
	struct reply taken = r->replies[i];

	memmove(r->replies + i, r->replies + i + 1, sizeof *r->replies * (size_t)(--r->reply_count - i));
	return taken;
}

/* Those that came before the event were replies indeed.  Each is gone before it is handed out: what is told before it flushes, too. */
void
flush_replies(struct recovery *r, uint64_t event)
{
	struct reply first;

	while (r->reply_count > 0 && r->replies[0].c.event < event) {
		first = take_reply(r, 0);
		hand_reply(r, &first);
	}
}

static void
hand_out(struct recovery *r, struct command *c)
{
	flush_replies(r, c->event);
	hand_one(r, c);
}

/* One of which nothing further will be known. */
void
hand_alone(struct recovery *r, struct command *c)
{
	struct command_end end = {.exit = c->exit, .duration = c->duration, .output_to = c->output_to,
	    .grade = grade_of(c->reasons), .reasons = c->reasons};

	buffer_add(&end.cwd, c->cwd.data, c->cwd.len);
	/* they have their numbers before it */
	tally_settle(r, c->event);
	flush_replies(r, c->event);
	end.seq = r->seq + 1;
	hand_one(r, c);
	if (r->status == 0)
		note_status(r, r->sink.ended(r->sink.context, &end));
	command_end_free(&end);
}

void
hand_found(struct recovery *r, int64_t at, uint64_t event, const struct buffer *text, unsigned reasons)
{
	struct place *top = places_top(&r->places);
	struct command c = {.at = at, .event = event, .exit = COMMAND_UNKNOWN, .duration = COMMAND_UNKNOWN,
	    .kind = top->kind == PROGRAM_REPL ? COMMAND_REPL : COMMAND_SHELL, .depth = r->places.count - 1, .output_from = r->number,
	    .output_to = r->number, .reasons = reasons};

	strcpy(c.program, top->program);
	if (text != NULL)
		buffer_add(&c.text, text->data, text->len);
	if (document_unseen(r, &c))
		hand_alone(r, &c);
}

static bool
is_unasked(const struct held *h)
{
	return h->over || prompt_is_blank(h->prompt.data ? h->prompt.data : "", h->prompt.len);
}

/* What stands before it may be output without a line feed, and a shell's prompt that is too short to be told there. */
static bool
is_behind_short(struct recovery *r, const struct held *h)
{
	const struct prompts *first = &places_top(&r->places)->first;
	const struct buffer *prompt = &h->prompt;
	int n;

	for (n = 0; n < first->count; n++)
		if (first->list[n].len >= 2 && first->list[n].len < prompt->len &&
		    memcmp(prompt->data + prompt->len - first->list[n].len, first->list[n].data, first->list[n].len) == 0)
			return true;
	return false;
}

/* A further row of the same statement. */
static void
add_row(struct command *c, const struct command *row)
{
	buffer_addc(&c->text, '\n');
	buffer_add(&c->text, row->text.data, row->text.len);
	c->at = row->at;
	c->event = row->event;
	c->reasons |= row->reasons;
}

static void
add_reply(struct recovery *r, struct held *h)
{
	struct command *last = r->reply_count > 0 ? &r->replies[r->reply_count - 1].c : NULL;

	if (last != NULL && last->text.len > 0 && is_of_editor(last) && is_of_editor(&h->c)) {
		add_row(last, &h->c);
		command_free(&h->c);
		return;
	}
	if (r->reply_count == REPLIES_MAX)
		flush_replies(r, UINT64_MAX);
	r->replies[r->reply_count++] = (struct reply){h->c, h->doubted, h->answers, is_unasked(h), is_behind_short(r, h), h->over, prompt_sum(h->prompt.data, h->prompt.len)};
	memset(&h->c, 0, sizeof h->c);
}

void
hide_replies(struct recovery *r)
{
	int i;

	for (i = 0; i < r->reply_count; i++)
		if (r->replies[i].unasked)
			hide(&r->replies[i].c);
	if (r->held.any && r->held.c.kind == COMMAND_REPLY && is_unasked(&r->held))
		hide(&r->held.c);
}

/*
 * Where what was echoed as a reply stands in a row's text, at its end; SIZE_MAX: nowhere.  An editor that begins in the
 * middle of it draws all of it behind what was echoed by then.
 */
static size_t
reply_at_end(const struct buffer *reply, const struct buffer *row)
{
	size_t len = prompt_bare(row->data, row->len), head;

	if (reply->len < 2)
		return SIZE_MAX;
	if (len >= reply->len && memcmp(row->data + len - reply->len, reply->data, reply->len) == 0)
		return len - reply->len;
	head = reply->len - len;
	if (len >= 2 && reply->len > len && head < len && memcmp(reply->data + head, row->data, len) == 0 &&
	    memcmp(reply->data, row->data, head) == 0)
		return 0;
	return SIZE_MAX;
}

size_t
ahead_within(struct recovery *r, const struct buffer *row)
{
	size_t at = SIZE_MAX;
	int i;

	if (row->len == 0)
		return at;
	for (i = 0; i < r->reply_count && at == SIZE_MAX; i++)
		at = reply_at_end(&r->replies[i].c.text, row);
	if (at == SIZE_MAX && r->held.any && r->held.c.kind == COMMAND_REPLY)
		at = reply_at_end(&r->held.c.text, row);
	return at == SIZE_MAX ? ahead_begun_within(r, row) : at;
}

size_t
ahead_begun_within(const struct recovery *r, const struct buffer *row)
{
	struct buffer begun = r->begun;

	/* a blank at its end is none of the row's text yet; in a pane others may stand there */
	if (begun.len > 0 && !places_multiplexed(&r->places))
		begun.len = prompt_bare(begun.data, begun.len);
	return row->len > 0 ? reply_at_end(&begun, row) : SIZE_MAX;
}

/* What was echoed among output lacks letters that came with that, and the editor's line has them. */
bool
lacks_letters_of(const struct command *reply, const struct buffer *text)
{
	const struct buffer *a = &reply->text;
	/* a multiplexer brings some of them together with what it draws */
	size_t most = LACKS_MAX + (reply->reasons & REASON_INTERRUPTED ? text->len / 8 : 0);

	if (a->len < 4 || a->len >= text->len || text->len - a->len > most)
		return false;
	/* or before it, when its program began to write */
	if (memcmp(text->data + text->len - a->len, a->data, a->len) == 0)
		return true;
	if (!(reply->reasons & REASON_INTERRUPTED))
		return false;
	return shape_is_among(a, text);
}

/* A program wrote a letter at a time, as people type: its letters and theirs stand between each other. */
bool
is_woven(const struct buffer *seen, const struct buffer *text)
{
	return text->len >= WOVEN_LEAST && seen->len <= 2 * text->len && shape_is_among(text, seen) &&
	    memmem(seen->data, seen->len, text->data, text->len) == NULL;
}

/* Output came between its letters, perhaps in several places, and the editor's line has none of that. */
bool
was_torn(const struct command *reply, const struct buffer *text)
{
	const struct buffer *a = &reply->text;
	const char *found;
	size_t at = 0, of = 0, same, tail;
	int tears;

	/* a bar that is drawn again and again in its row has left the end only */
	if ((reply->reasons & (REASON_REANCHORED | REASON_INTERRUPTED)) && !(reply->reasons & REASON_MULTIPLEXER) && a->len >= TORN_LEAST && a->len < text->len &&
	    memcmp(text->data + text->len - a->len, a->data, a->len) == 0)
		return true;
	if (text->len < 2 * TORN_LEAST || a->len <= text->len)
		return false;
	for (same = 0; same < text->len && a->data[same] == text->data[same]; same++)
		;
	for (tail = 0; tail < text->len && a->data[a->len - tail - 1] == text->data[text->len - tail - 1]; tail++)
		;
	/* what only goes before it, or follows it, tears nothing */
	if (same == text->len || tail == text->len)
		return false;
	if (!(reply->reasons & REASON_MULTIPLEXER) && is_woven(a, text))
		return true;
	if (same < TORN_LEAST || tail < TORN_LEAST)
		return false;
	if (same + tail >= text->len)
		return true;
	for (tears = 0; tears <= TEARS_MAX; tears++) {
		for (same = 0; of + same < text->len && at + same < a->len && a->data[at + same] == text->data[of + same]; same++)
			;
		at += same;
		of += same;
		if (same < TORN_LEAST || text->len - of < TORN_LEAST)
			return of == text->len && at == a->len;
		found = at < a->len ? memmem(a->data + at, a->len - at, text->data + of, TORN_LEAST) : NULL;
		if (found == NULL)
			return false;
		at = (size_t)(found - a->data);
	}
	return false;
}

static int
find_reply(const struct recovery *r, const struct buffer *text)
{
	int i;

	for (i = 0; i < r->reply_count; i++)
		/* output came between the words that were typed: blanks at its edges are lost */
		if (shape_is_same(r->replies[i].c.text.data, r->replies[i].c.text.len, text->data, text->len) ||
		    reply_at_end(&r->replies[i].c.text, text) == 0 || lacks_letters_of(&r->replies[i].c, text) ||
		    was_torn(&r->replies[i].c, text))
			return i;
	return -1;
}

/* The first for which no program had asked; -1: none. */
static int
unasked_reply(const struct recovery *r)
{
	int i;

	for (i = 0; i < r->reply_count; i++)
		if (r->replies[i].unasked && !r->replies[i].doubted)
			return i;
	return -1;
}

bool
may_claim_reply(const struct recovery *r, const struct buffer *text)
{
	return text->len > 0 && find_reply(r, text) >= 0;
}

/* The line that was typed ahead: its echo was taken for a reply. */
bool
claim_reply(struct recovery *r, const struct buffer *text, struct stroke *stroke)
{
	struct reply claimed, first;
	int i = find_reply(r, text);

	/* no key was pressed since its editor began, which has run it: of what was typed before, output hid the echo */
	if (i < 0 && r->edit.bracket && r->edit.known && !r->edit.pane.split)
		i = unasked_reply(r);
	if (i < 0)
		return false;
	claimed = take_reply(r, i);
	*stroke = (struct stroke){.key = '\r', .at = claimed.c.at, .event = claimed.c.event};
	command_free(&claimed.c);
	for (; i > 0 && r->reply_count > 0; i--) {
		first = take_reply(r, 0);
		hand_reply(r, &first);
	}
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

void
held_drop(struct recovery *r)
{
	command_free(&r->held.c);
	buffer_clear(&r->held.prompt);
	buffer_clear(&r->held.shown);
	memset(&r->held.c, 0, sizeof r->held.c);
	r->held.any = r->held.expects = r->held.laid = r->held.from_editor = r->held.unknown = r->held.doubted = r->held.answers = r->held.unsure = false;
}

/* "sh tick &" */
static bool
is_in_background(const struct buffer *text)
{
	size_t len = text->len;

	while (len > 0 && text->data[len - 1] == ' ')
		len--;
	return len > 1 && text->data[len - 1] == '&' && text->data[len - 2] != '&';
}

void
set_running(struct recovery *r, const struct command *c, uint64_t bytes)
{
	struct place *p = places_top(&r->places);
	size_t given;

	end_running(r, p);
	p->running = true;
	p->end = (struct command_end){.seq = r->seq + 1, .grade = grade_of(c->reasons), .reasons = c->reasons};
	p->end.exit = c->exit;
	buffer_add(&p->end.cwd, c->cwd.data, c->cwd.len);
	buffer_add(&p->end.reported, c->reported.data, c->reported.len);
	buffer_clear(&p->text);
	buffer_add(&p->text, c->text.data, c->text.len);
	p->marked = r->held.marked;
	p->muted |= c->text.len > 0 && memmem(c->text.data, c->text.len, "stty", 4) != NULL &&
	    memmem(c->text.data, c->text.len, " -echo", 6) != NULL;
	p->sets_more |= c->text.len > 0 && memmem(c->text.data, c->text.len, "PS2=", 4) != NULL;
	p->at = c->at;
	p->bytes = bytes;
	given = p->kind == PROGRAM_REPL ? clause_given_to_shell(&c->text) : 0;
	program_of(c->text.data ? c->text.data + given : "", c->text.len - given, p->starts);
	/* what works behind the shell asks for nothing */
	p->starts_kind = is_in_background(&c->text) ? PROGRAM_OTHER : program_kind(p->starts);
	if (p->starts_kind == PROGRAM_REPL && program_opens_terminal(c->text.data, c->text.len))
		p->starts_kind = PROGRAM_GATE;
}

/* The editor gave nothing, the shell found nothing in its history, or the statement was thrown away. */
static bool
ran_nothing(const struct held *h)
{
	return h->laid || (h->from_editor ? h->shown.len == 0 : history_refused(&h->shown) || history_shows_only(&h->c.text, &h->shown)) || is_cancelled(&h->c);
}

/* A word that closes what no word of the line opened. */
static bool
is_end_of_block(const struct buffer *text)
{
	static const char *const words[] = {"done", "fi", "esac", "}", "end", "then", "do", "else"};
	size_t i, n;

	for (i = 0; i < sizeof words / sizeof *words; i++) {
		n = strlen(words[i]);
		if (text->len >= n && memcmp(text->data, words[i], n) == 0 && (text->len == n || strchr(" ;|&>", text->data[n]) != NULL))
			return true;
	}
	return false;
}

/* The held line is whole. */
void
held_flush(struct recovery *r, bool printed)
{
	struct held *h = &r->held;
	struct command like;
	struct buffer text;
	bool reported;
	int others;

	if (!h->any)
		return;
	if (!account_waits(r) && (h->unsure || (h->unknown ? !printed : ran_nothing(h)))) {
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
	/* shells would have asked for more, or had more before it: it is a part, or something else */
	if (h->c.kind == COMMAND_SHELL && h->c.text.len > 0 &&
	    (held_is_open(h, places_top(&r->places)) || syntax_open_brace(h->c.text.data, h->c.text.len) || is_end_of_block(&h->c.text)))
		h->c.reasons |= REASON_DOUBTFUL;
	reported = account_for_held(r);
	h->any = h->expects = false;
	if ((h->c.text.len == 0 && !(h->c.reasons & REASON_UNSEEN)) || !document_unseen(r, &h->c)) {
		held_drop(r);
		return;
	}
	if (h->c.kind == COMMAND_REPLY) {
		add_reply(r, h);
	} else {
		flush_replies(r, h->c.event);
		tally_settle(r, h->c.event);
		set_running(r, &h->c, h->bytes);
		others = unison_of(r, &like);
		hand_out(r, &h->c);
		unison_tell(r, &like, others);
		if (reported)
			end_running(r, places_top(&r->places));
	}
	held_drop(r);
	edit_observe(r);
}
