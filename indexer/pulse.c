/* A line into which a job prints sign by sign, or from the margin on. */
#include "indexer/pulse.h"

#include <ctype.h>
#include <string.h>

#define HEARD_MAX 4096
#define PIECE_MAX 4    /* bytes of a piece that may have such a sign */
#define HEAD_MAX 3     /* letters before what is written over it, */
#define OVER_MIN 2     /* bytes of that, */
#define OVER_MAX 4     /* and columns by which it may grow */
#define STEP_MIN 4     /* behind a step: an erased letter is less */
#define MARGIN 3
#define PROMPT_MAX 80
#define KEPT_MIN 3
#define BEAT_MIN_MS 80
#define BEATS_MIN 4
#define UNEVEN_MS 20   /* between such a sign and the letter before it: who types evenly has typed it, too */

static bool
is_text(char c)
{
	return (unsigned char)c >= ' ' && c != 0x7F;
}

void
pulse_stands(struct recovery *r, int row, int col)
{
	struct pulse *p = &r->edit.pulse;
	struct screen_cursor cursor;

	screen_cursor(r->screen, &cursor);
	buffer_clear(&p->heard);
	line_text_before(r->screen, &r->edit.pane, row, col, cursor.row, cursor.col, &p->heard);
	p->col = col - r->edit.pane.left;
	p->count = 0;
	p->over = p->first_at = 0;
	p->fed = p->behind = false;
	p->words = p->heard.len > 0;
	p->lost = r->resized || is_fish(r) || memchr(p->heard.data ? p->heard.data : "", '\n', p->heard.len) != NULL;
}

/* Behind what puts the cursor somewhere, or NULL. */
static const char *
skip_place(const char *at, const char *end)
{
	if (end - at < 3 || memcmp(at, "\033[", 2) != 0)
		return NULL;
	for (at += 2; at < end && ((*at >= '0' && *at <= '9') || *at == ';'); at++)
		;
	return at < end && *at == 'H' ? at + 1 : NULL;
}

/*
 * What a multiplexer draws of its own: its status row say, with the cursor hidden or in its colours, and where it brings the cursor back.
 */
void
pulse_without_status(const struct event *ev, struct buffer *out)
{
	static const char *const begins[] = {"\033[?25l", "\033[30m\033[42m"}, *const ends[] = {"\033[?25h", "\033(B\033[m"};
	const char *from = ev->data, *end = ev->data + ev->len, *at, *behind;
	size_t i;

	for (i = 0; i < sizeof begins / sizeof *begins;) {
		at = memmem(from, (size_t)(end - from), begins[i], strlen(begins[i]));
		behind = at != NULL ? memmem(at, (size_t)(end - at), ends[i], strlen(ends[i])) : NULL;
		if (behind == NULL || (behind = skip_place(behind + strlen(ends[i]), end)) == NULL) {
			i++;
			continue;
		}
		buffer_add(out, from, (size_t)(at - from));
		from = behind;
	}
	buffer_add(out, from, (size_t)(end - from));
}

/* Steps, and what is put in or erased behind the cursor: an editor's, in its line. */
static bool
is_drawn_in_line(const struct event *ev)
{
	size_t i = 0;

	while (i < ev->len) {
		if (is_text(ev->data[i]) || ev->data[i] == '\b' || ev->data[i] == '\a') {
			i++;
			continue;
		}
		if (ev->len - i < 3 || memcmp(ev->data + i, "\033[", 2) != 0)
			return false;
		for (i += 2; i < ev->len && ev->data[i] >= '0' && ev->data[i] <= '9'; i++)
			;
		if (i == ev->len || strchr("CDKP@X", ev->data[i++]) == NULL)
			return false;
	}
	return true;
}

/* The signs that it has, without what moves about, up to this many; how many there are. */
static size_t
signs_of(const struct event *ev, char *signs, size_t max)
{
	size_t i, n = 0;

	for (i = 0; i < ev->len; i++) {
		if (ev->data[i] == '\033' && i + 1 < ev->len && ev->data[i + 1] == '[') {
			for (i += 2; i < ev->len && !(ev->data[i] >= '@' && ev->data[i] <= '~'); i++)
				;
		} else if (is_text(ev->data[i])) {
			if (n < max)
				signs[n] = ev->data[i];
			n++;
		}
	}
	return n;
}

/* Behind a sequence that erases to the end of the row, if one stands there. */
static const char *
skip_erasing(const char *at, const char *end)
{
	static const char *const erase[] = {"\033[K", "\033[0K", "\033[2K"};
	size_t i, n;

	for (i = 0; i < sizeof erase / sizeof *erase; i++) {
		n = strlen(erase[i]);
		if ((size_t)(end - at) >= n && memcmp(at, erase[i], n) == 0)
			return at + n;
	}
	return at;
}

/* Behind what goes to the margin; NULL: nothing does.  Where nobody edits, a multiplexer may do so by one step, or by naming the place. */
static const char *
skip_to_margin(const char *at, const char *end, bool asked)
{
	static const char column[] = ";1H";
	const char *p;

	if (at == end || *at == '\r' || asked)
		return at < end && *at == '\r' ? at + 1 : NULL;
	if (*at == '\b')
		return end - at > STEP_MIN && at[1] != ' ' ? at + 1 : NULL;
	if (end - at < 6 || memcmp(at, "\033[", 2) != 0)
		return NULL;
	for (p = at + 2; p < end && *p >= '0' && *p <= '9'; p++)
		;
	return (size_t)(end - p) > sizeof column && memcmp(p, column, sizeof column - 1) == 0 ? p + sizeof column - 1 : NULL;
}

/* What is written over a line, from the margin on, with the letters of the line that came together with it. */
struct over {
	struct event before, text, behind;
};

static bool
find_over(const struct event *ev, bool asked, struct over *o)
{
	const char *end = ev->data + ev->len, *at, *erased;

	o->before = o->text = o->behind = *ev;
	o->before.len = calm_plain_length(ev);
	if (o->before.len > HEAD_MAX || (at = skip_to_margin(ev->data + o->before.len, end, asked)) == NULL)
		return false;
	at = skip_erasing(at, end);
	o->text.data = at;
	o->text.len = (size_t)(end - at);
	o->text.len = calm_plain_length(&o->text);
	erased = skip_erasing(at += o->text.len, end);
	o->behind.data = erased;
	o->behind.len = (size_t)(end - erased);
	if (o->behind.len == 2 && memcmp(erased, "\r\n", 2) == 0)
		o->behind.len = 0;
	return o->text.len >= OVER_MIN && (o->behind.len == 0 || (erased > at && o->behind.len <= HEAD_MAX && calm_is_plain(&o->behind)));
}

/*
 * No editor begins there but with its prompt, with the sign of a line that is moved sideways, or where the row is full; and a program that asks does
 * not do so among what is typed.
 */
static bool
is_over(struct recovery *r, const struct event *ev, struct over *o)
{
	const struct edit *e = &r->edit;
	const struct buffer *prompt = e->home.len > 0 ? &e->home : &e->prompt;
	struct screen_cursor cursor;

	if (!find_over(ev, e->known, o) || o->text.data[0] == '<' || (e->known && (prompt->len < 2 || o->text.data[0] == prompt->data[0])))
		return false;
	/* where a program asks for nothing, no editor draws */
	if (!e->known)
		return true;
	screen_cursor(r->screen, &cursor);
	/* in a further row of the line its editor's text stands there */
	if (cursor.row > 0 && line_runs_on(r->screen, &e->pane, cursor.row - 1))
		return false;
	return cursor.col + (int)o->before.len + MARGIN < e->pane.right;
}

static void
note(struct pulse *p, const struct event *ev, size_t where, char sign)
{
	if (p->count == PULSE_MAX) {
		p->lost = true;
		return;
	}
	p->list[p->count++] = (struct pulse_piece){.at = ev->at, .where = where, .len = where == SIZE_MAX ? 0 : ev->len, .sign = sign};
}

static void
hear(struct pulse *p, const struct event *ev)
{
	if (ev->len == 0)
		return;
	p->words |= ev->len > PIECE_MAX;
	if (calm_is_plain(ev) && ev->len <= PIECE_MAX)
		note(p, ev, p->heard.len, ev->len == 1 ? ev->data[0] : '\0');
	buffer_add(&p->heard, ev->data, ev->len);
}

/* It begins with a prompt that is known, or is one. */
static bool
has_prompt(struct recovery *r, const char *text, size_t len, bool whole)
{
	const struct prompts *first = &places_top(&r->places)->first;
	const struct buffer *prompt;
	int n;

	for (n = 0; n < first->count; n++) {
		prompt = &first->list[n];
		if (prompt->len >= 2 && (whole ? len == prompt->len : len >= prompt->len) && memcmp(text, prompt->data, prompt->len) == 0)
			return true;
	}
	return false;
}

/* Behind a program that has ended, and its last line feed: its shell's prompt, and what it has of the line. */
static bool
is_prompt(struct recovery *r, const struct event *ev)
{
	struct screen_cursor cursor;

	screen_cursor(r->screen, &cursor);
	return !r->edit.known && r->edit.pulse.fed && cursor.col == r->edit.pane.left && has_prompt(r, ev->data, ev->len, false);
}

/*
 * A line feed that no key brought: the end of what a job prints, of which no more came with it than was known of it.  A letter or two may have come
 * together with it, before or behind.
 */
static void
take_feed(struct recovery *r, const struct event *ev)
{
	struct pulse *p = &r->edit.pulse;
	const char *feed = memrchr(ev->data, '\n', ev->len);
	struct event tail = *ev, head = *ev, letter = *ev;
	char signs[PROMPT_MAX];
	size_t n;
	bool ends_row;

	tail.data = feed + 1;
	tail.len = (size_t)(ev->data + ev->len - tail.data);
	n = signs_of(&tail, signs, sizeof signs);
	ends_row = (tail.len <= HEAD_MAX && calm_plain_length(&tail) == tail.len) || (n <= sizeof signs && has_prompt(r, signs, n, true));
	if (ends_row)
		head.len -= tail.len;
	ends_row |= n == 0;
	if (head.len + tail.len > ev->len || tail.len > HEAD_MAX)
		tail.len = 0;
	letter.len = p->over > 0 ? calm_plain_length(&head) : 0;
	if (letter.len <= HEAD_MAX && letter.len < head.len && head.data[letter.len] == '\r') {
		hear(p, &letter);
		head.data += letter.len;
		head.len -= letter.len;
	}
	n = signs_of(&head, signs, sizeof signs);
	if (n == 1 && p->over == 0 && (signs[0] == ' ' || isalnum((unsigned char)signs[0]))) {
		letter.data = signs;
		letter.len = 1;
		hear(p, &letter);
	} else if (n == 1 && p->over == 0) {
		note(p, &head, SIZE_MAX, signs[0]);
	} else if (n > 0 && (p->over == 0 || n > p->over + OVER_MAX)) {
		/* rows of a program's, and what is typed at it goes on below them */
		p->behind = r->edit.known || !ends_row;
	}
	p->fed |= n <= 1 || p->behind || !r->edit.known;
	/* a prompt that was never seen begins so, too */
	p->words |= tail.len > 1;
	hear(p, &tail);
}

/* It is as long as what stood left of the line, and ends alike, but for a letter. */
static bool
has_letter_more(const struct edit *e, const struct over *o)
{
	size_t len = o->text.len;

	return !e->known && e->prompt.len >= OVER_MIN && len == e->prompt.len + 1 && o->text.data[len - 2] == e->prompt.data[len - 2] &&
	    o->text.data[len - 1] != e->prompt.data[len - 2] && isalpha((unsigned char)o->text.data[len - 1]) && o->behind.len == 0;
}

/*
 * What a job writes over the line ends alike each time, in "%" say: else a letter came with it.  Of the first that shows when there is a second, or
 * by what stood there before.
 */
static void
take_over(struct edit *e, const struct over *o)
{
	struct pulse *p = &e->pulse;
	size_t len = o->text.len;
	const char *ends = o->text.data + len - 2;
	struct event letter = o->text;
	int i;

	hear(p, &o->before);
	letter.data = ends + 1;
	letter.len = 1;
	if (p->over == 0 && has_letter_more(e, o)) {
		hear(p, &letter);
		p->over = len - 1;
		memcpy(p->ends, ends - 1, sizeof p->ends);
		return;
	}
	if (p->over == 0) {
		p->first_at = p->heard.len;
	} else if (p->first_at > 0 && buffer_status(&p->heard) == 0 && ends[1] == p->ends[0] && ends[1] != p->ends[1]) {
		buffer_add(&p->heard, p->ends + 1, 1);
		memmove(p->heard.data + p->first_at + 1, p->heard.data + p->first_at, p->heard.len - p->first_at - 1);
		p->heard.data[p->first_at] = p->ends[1];
		for (i = 0; i < p->count; i++)
			p->list[i].where += p->list[i].where != SIZE_MAX && p->list[i].where >= p->first_at;
		p->first_at = 0;
	} else if (ends[0] == p->ends[1] && ends[1] != p->ends[1] && o->behind.len == 0) {
		hear(p, &letter);
		p->over = len - 1;
		return;
	}
	hear(p, &o->behind);
	p->over = len;
	memcpy(p->ends, ends, sizeof p->ends);
}

void
pulse_hear(struct recovery *r, const struct event *ev)
{
	struct edit *e = &r->edit;
	struct pulse *p = &e->pulse;
	struct event rest = *ev;
	struct over over;
	struct buffer own = {0};

	if (!r->keyboard.coarse || !e->open || !e->anchored || e->whole || p->lost || p->behind || r->keyboard.count > 0)
		return;
	if (ev->len > HEARD_MAX) {
		p->lost = true;
		return;
	}
	pulse_without_status(ev, &own);
	rest.data = own.data, rest.len = own.len;
	if (rest.len == 0 || buffer_status(&own) != 0) {
		p->lost |= rest.len > 0;
	} else if (e->bracket && memmem(rest.data, rest.len, "\r\r\n", 3) != NULL) {
		/* zsh's editor itself goes so to a row of its own */
		p->lost = true;
	} else if (r->keyboard.printing && is_over(r, &rest, &over)) {
		take_over(e, &over);
	} else if (r->keyboard.printing && memchr(rest.data, '\n', rest.len) != NULL) {
		take_feed(r, &rest);
	} else if (is_prompt(r, &rest)) {
		p->behind = true;
	} else if (is_drawn_in_line(&rest)) {
		hear(p, &rest);
	} else {
		p->lost = true;
	}
	p->lost |= p->heard.len > HEARD_MAX || r->resized;
	buffer_free(&own);
}

static bool
has_sign(const struct pulse *p, int i, char sign)
{
	const struct pulse_piece *piece = &p->list[i];

	return piece->sign == sign || (piece->len > 1 && memchr(p->heard.data + piece->where, sign, piece->len) != NULL);
}

static bool
is_even(int64_t time, int64_t beat)
{
	return time >= beat - beat / 16 - 5 && time <= beat + beat / 16 + 5;
}

/*
 * The pieces with this sign, if it came at even times only, letters came between, and a line feed ended them, which no key brought; how many they
 * are, 0: it did not.
 */
static int
find_beat(const struct pulse *p, char sign, int *found)
{
	int64_t beat = 0, nearest = INT64_MAX, farthest = 0, before;
	int i, n = 0;

	for (i = 0; i < p->count; i++) {
		if (!has_sign(p, i, sign))
			continue;
		if (n == 1)
			beat = p->list[i].at - p->list[found[0]].at;
		if (n > 0 && (beat < BEAT_MIN_MS || !is_even(p->list[i].at - p->list[found[n - 1]].at, beat) || i == found[n - 1] + 1))
			return 0;
		if (i > 0 && p->list[i].len <= 1) {
			before = p->list[i].at - p->list[i - 1].at;
			nearest = before < nearest ? before : nearest;
			farthest = before > farthest ? before : farthest;
		}
		found[n++] = i;
	}
	return n >= BEATS_MIN && (p->fed || p->list[found[n - 1]].where == SIZE_MAX) && farthest - nearest >= UNEVEN_MS ? n : 0;
}

/* Take away the sign of each of these pieces. */
static void
take_away(const struct pulse *p, char sign, const int *found, int n, struct buffer *text)
{
	const struct pulse_piece *piece;
	const char *at;
	int i;

	/* from behind: what stands before keeps its place */
	for (i = n - 1; i >= 0; i--) {
		piece = &p->list[found[i]];
		if (piece->where == SIZE_MAX)
			continue;
		at = memchr(text->data + piece->where, sign, piece->len);
		if (at == NULL)
			continue;
		memmove(text->data + (at - text->data), at + 1, text->len - (size_t)(at + 1 - text->data));
		text->len--;
	}
}

static bool
take_beats(const struct pulse *p, struct buffer *text)
{
	int found[PULSE_MAX], i, k, n;
	char sign;

	for (i = 0; i < p->count; i++) {
		sign = p->list[i].sign;
		for (k = 0; k < i && p->list[k].sign != sign; k++)
			;
		if (sign <= ' ' || isalnum((unsigned char)sign) || k < i || (n = find_beat(p, sign, found)) == 0)
			continue;
		take_away(p, sign, found, n, text);
		return true;
	}
	return false;
}

/* What was heard of it, drawn on a screen apart. */
static bool
draw(struct recovery *r, const struct buffer *heard, bool to_cursor, struct buffer *text)
{
	const struct edit *e = &r->edit;
	struct pane all = {.right = e->pane.right - e->pane.left, .fills = true};
	struct screen_cursor cursor;
	struct screen_line line;
	struct screen *apart;
	int c, row = 0;

	if (buffer_status(heard) != 0 || (apart = screen_new(all.right, screen_rows(r->screen), 0)) == NULL)
		return false;
	for (c = 0; c < e->pulse.col; c++)
		screen_feed(apart, " ", 1);
	screen_feed(apart, heard->data, heard->len);
	while (screen_line(apart, row, &line) && line.continues)
		row++;
	buffer_clear(text);
	screen_cursor(apart, &cursor);
	if (to_cursor)
		line_text_before(apart, &all, 0, e->pulse.col, cursor.row, cursor.col, text);
	else
		line_text(apart, &all, 0, e->pulse.col, row, text);
	screen_free(apart);
	return true;
}

/* The line without what is the job's. */
static bool
draw_own(struct recovery *r, bool to_cursor, struct buffer *text)
{
	const struct pulse *p = &r->edit.pulse;
	struct buffer own = {0};
	bool drawn;

	if (!r->keyboard.coarse || p->lost || p->count == 0 || p->heard.len == 0 || (p->over == 0 && !p->fed && p->count < BEATS_MIN))
		return false;
	buffer_add(&own, p->heard.data, p->heard.len);
	drawn = (take_beats(p, &own) || p->over > 0) && draw(r, &own, to_cursor, text);
	buffer_free(&own);
	return drawn;
}

bool
pulse_all(struct recovery *r, struct buffer *text)
{
	const struct pulse *p = &r->edit.pulse;

	return r->keyboard.coarse && !r->edit.known && (p->fed || p->over > 0) && !p->behind && !p->lost && p->heard.len > 0 &&
	    (draw_own(r, false, text) || draw(r, &p->heard, false, text));
}

bool
pulse_kept(struct recovery *r, struct buffer *text)
{
	const struct pulse *p = &r->edit.pulse;

	return r->keyboard.coarse && !r->edit.known && r->keyboard.count == 0 && !r->keyboard.moved && !p->words && !p->behind && !p->lost && (!r->truth.known || is_cooked(r) || places_remote(&r->places) || r->edit.pane.split) &&
	    p->heard.len >= KEPT_MIN &&
	    (draw_own(r, true, text) || draw(r, &p->heard, true, text)) && text->len >= KEPT_MIN;
}

bool
pulse_text(struct recovery *r, struct buffer *text)
{
	return r->edit.known && !r->edit.pulse.behind && draw_own(r, false, text);
}

bool
pulse_is_within(struct recovery *r, const struct buffer *text)
{
	struct buffer own = {0};
	bool is;

	is = draw_own(r, false, &own) && own.len > 0 && text->len >= own.len && memcmp(text->data, own.data, own.len) == 0;
	buffer_free(&own);
	return is;
}
