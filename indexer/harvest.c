/* What commands showed. */
#include "indexer/harvest.h"

#include <stdlib.h>
#include <string.h>

#define OPEN_MAX 4096   /* commands that run inside one another; of others only the end's event is known */
#define QUIET_ROWS 60   /* rows of others, above which nothing more of a command's is looked for */
#define CLAIMS 64
#define SEEN_SIZE 4096  /* lines of a full-screen program that are told from one another; a power of two */
#define SAMPLE_MS 500   /* how often its screen is looked at while no key is pressed */

struct running {
	uint64_t seq, from;
};

struct extent {
	uint32_t from, length; /* stamps, which may run over */
};

/* Columns of a row, `to` not in it. */
struct reach {
	int from, to;
};

struct harvest {
	struct running *list; /* by seq */
	int count, cap;
	struct extent claims[CLAIMS]; /* what those took that ended last: it is not their callers' too */
	int claimed;
	/* of the alternate screen */
	struct buffer lines;
	uint64_t lines_from;  /* the event before which the first of them was seen */
	uint64_t dropped;
	uint64_t seen[SEEN_SIZE];
	int seen_count;
	int64_t sampled_at;
	bool changed;
	struct buffer text, line;
	struct buffer reaches; /* of struct reach, for the rows that were looked at */
};

struct harvest *
harvest_new(void)
{
	return calloc(1, sizeof(struct harvest));
}

/* The alternate screen. */

static uint64_t
hash_of(const struct buffer *line)
{
	uint64_t hash = 14695981039346656037u;
	size_t i;

	for (i = 0; i < line->len; i++)
		hash = (hash ^ (unsigned char)line->data[i]) * 1099511628211u;
	return hash | 1;
}

/* Whether it is the first time. */
static bool
note_seen(struct harvest *h, uint64_t hash)
{
	size_t i = hash & (SEEN_SIZE - 1);

	while (h->seen[i] != 0 && h->seen[i] != hash)
		i = (i + 1) & (SEEN_SIZE - 1);
	if (h->seen[i] == hash)
		return false;
	if (h->seen_count < SEEN_SIZE / 2) {
		h->seen[i] = hash;
		h->seen_count++;
	}
	return true;
}

static void
trim(struct buffer *line)
{
	while (line->len > 0 && line->data[line->len - 1] == ' ')
		line->len--;
}

static void
sample_line(struct harvest *h, uint64_t event)
{
	trim(&h->line);
	if (h->line.len == 0 || h->line.broken || !note_seen(h, hash_of(&h->line)))
		return;
	if (h->lines.len + h->line.len + 1 > LETTER_OUTPUT_MAX) {
		h->dropped += h->line.len;
		return;
	}
	if (h->lines.len == 0)
		h->lines_from = event;
	buffer_add(&h->lines, h->line.data, h->line.len);
	buffer_addc(&h->lines, '\n');
}

static void
sample(struct harvest *h, const struct screen *s, const struct event *ev)
{
	struct screen_line line;
	int row;

	buffer_clear(&h->line);
	for (row = 0; screen_written(s, row, &line); row++) {
		screen_text(s, &line, 0, line.cols, &h->line);
		if (line.continues)
			continue;
		sample_line(h, ev->number);
		buffer_clear(&h->line);
	}
	h->sampled_at = ev->at;
	h->changed = false;
}

static void
forget_samples(struct harvest *h)
{
	buffer_clear(&h->lines);
	memset(h->seen, 0, sizeof h->seen);
	h->seen_count = 0;
	h->dropped = 0;
}

/* What is typed into a line would show as a line for each of its letters. */
static bool
is_key(const struct event *ev)
{
	if (ev->code == EVENT_KEYS)
		return ev->len != 1 || ev->data[0] != 'p';
	return ev->code == EVENT_INPUT && (ev->len != 1 || (unsigned char)ev->data[0] < 0x20);
}

void
harvest_watch(struct harvest *h, const struct screen *s, const struct event *ev)
{
	struct screen_modes modes;

	if (h->changed && (is_key(ev) || ev->at - h->sampled_at >= SAMPLE_MS)) {
		screen_modes(s, &modes);
		if (modes.alternate)
			sample(h, s, ev);
		h->changed = false;
	}
	if (ev->code == EVENT_OUTPUT)
		h->changed = true;
}

/* Commands. */

void
harvest_begin(struct harvest *h, const struct command *c)
{
	struct running *grown;

	if (c->kind == COMMAND_REPLY)
		return;
	if (h->count == OPEN_MAX) {
		memmove(h->list, h->list + 1, sizeof *h->list * (OPEN_MAX - 1));
		h->count--;
	}
	if (h->count == h->cap) {
		if ((grown = realloc(h->list, sizeof *grown * (size_t)(h->cap ? h->cap * 2 : 16))) == NULL)
			return;
		h->list = grown;
		h->cap = h->cap ? h->cap * 2 : 16;
	}
	h->list[h->count++] = (struct running){c->seq, c->output_from};
}

static bool
find_running(struct harvest *h, uint64_t seq, uint64_t *from)
{
	int i;

	for (i = h->count - 1; i >= 0; i--)
		if (h->list[i].seq == seq) {
			*from = h->list[i].from;
			memmove(h->list + i, h->list + i + 1, sizeof *h->list * (size_t)(h->count - i - 1));
			h->count--;
			return true;
		}
	return false;
}

static bool
is_within(const struct extent *e, const struct screen_cell *cell)
{
	return cell->text != 0 && cell->stamp - e->from <= e->length;
}

/* The cells of a row that were written within: the first, and behind the last; false when there are none. */
static bool
find_cells(const struct extent *e, const struct screen_line *line, int *from, int *to)
{
	*from = 0;
	*to = line->cols;
	while (*from < *to && !is_within(e, &line->cells[*from]))
		++*from;
	while (*to > *from && !is_within(e, &line->cells[*to - 1]))
		--*to;
	return *from < *to;
}

/* Those that may have cells of this extent, which are few, so that not each row must be held against all. */
static int
choose_claims(const struct harvest *h, const struct extent *e, struct extent chosen[CLAIMS])
{
	int i, n = 0;

	for (i = 0; i < CLAIMS && i < h->claimed; i++)
		if (h->claims[i].from - e->from <= e->length || e->from - h->claims[i].from <= h->claims[i].length)
			chosen[n++] = h->claims[i];
	return n;
}

static bool
is_claimed(const struct extent *claims, int count, const struct screen_cell *cell)
{
	int i;

	for (i = 0; i < count; i++)
		if (is_within(&claims[i], cell))
			return true;
	return false;
}

/* What each row has of the command's, from `bottom` upwards; the row above which there is nothing. */
static int
find_top(struct harvest *h, const struct screen *s, const struct extent *e, int bottom)
{
	struct screen_line line;
	int row, top = bottom;
	struct reach reach;

	buffer_clear(&h->reaches);
	for (row = bottom - 1; row >= top - QUIET_ROWS && screen_written(s, row, &line); row--) {
		if (find_cells(e, &line, &reach.from, &reach.to))
			top = row;
		buffer_add(&h->reaches, &reach, sizeof reach);
	}
	return h->reaches.broken ? bottom : top;
}

/* The first row of the line in which the cursor stands. */
static int
prompt_row(const struct screen *s)
{
	struct screen_cursor cursor;
	struct screen_line line;
	int row;

	screen_cursor(s, &cursor);
	for (row = cursor.row; screen_line(s, row - 1, &line) && line.continues; row--)
		;
	return row;
}

static void
gather(struct harvest *h, const struct screen *s, const struct extent *e, int top, int bottom)
{
	struct extent claims[CLAIMS];
	struct screen_line line;
	struct reach reach;
	bool any = false;
	int row, count = choose_claims(h, e, claims);

	for (row = top; row < bottom && screen_written(s, row, &line); row++) {
		memcpy(&reach, h->reaches.data + (size_t)(bottom - 1 - row) * sizeof reach, sizeof reach);
		if (reach.from < reach.to && !is_claimed(claims, count, &line.cells[reach.from])) {
			screen_text(s, &line, any ? 0 : reach.from, reach.to, &h->text);
			any = true;
		}
		if (!any || line.continues)
			continue;
		trim(&h->text);
		buffer_addc(&h->text, '\n');
		any = false;
	}
	if (any)
		buffer_addc(&h->text, '\n');
}

/* Of what is too long whole lines are left out at the beginning. */
static void
keep_end(struct buffer *text, uint64_t *dropped)
{
	size_t n, i;

	if (text->len <= LETTER_OUTPUT_MAX)
		return;
	for (i = text->len - LETTER_OUTPUT_MAX; i < text->len && text->data[i - 1] != '\n'; i++)
		;
	n = i;
	*dropped += n;
	buffer_consume(text, n);
}

bool
harvest_take(struct harvest *h, const struct screen *s, const struct command_end *end, struct letter_output *output)
{
	struct screen_modes modes;
	struct extent e;
	uint64_t from;
	int top, bottom;

	if (!find_running(h, end->seq, &from) || end->output_to < from)
		return false;
	buffer_clear(&h->text);
	*output = (struct letter_output){.seq = end->seq};
	if (h->lines.len > 0 && h->lines_from >= from) {
		buffer_add(&h->text, h->lines.data, h->lines.len);
		output->dropped = h->dropped;
		forget_samples(h);
	}
	screen_modes(s, &modes);
	if (!modes.alternate) {
		e = (struct extent){(uint32_t)from, (uint32_t)(end->output_to - from)};
		bottom = prompt_row(s);
		top = find_top(h, s, &e, bottom);
		gather(h, s, &e, top, bottom);
		h->claims[h->claimed++ % CLAIMS] = e;
		/* all of the scrollback is its: more has left it at the top */
		if (top <= -screen_history(s) && top < 0 && end->bytes > h->text.len)
			output->dropped += end->bytes - h->text.len;
	}
	keep_end(&h->text, &output->dropped);
	output->text = h->text.data;
	output->len = h->text.len;
	return h->text.len > 0 && !h->text.broken;
}
