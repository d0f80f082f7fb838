/* Here-documents of which the screen never showed all rows. */
#include "indexer/document.h"

#include <ctype.h>
#include <string.h>

#include "indexer/shape.h"
#include "indexer/syntax.h"

#define ROWS_ALIKE 3 /* of a document, by which what was typed next is known */
#define ROWS_BACK 60
#define MORE_MAX 8   /* bytes of a prompt for more */
#define WORDS_MAX 24 /* of those that zsh's has */

/* Where the row ends that begins here. */
static const char *
row_end(const char *at, const char *end)
{
	const char *feed = at < end ? memchr(at, '\n', (size_t)(end - at)) : NULL;

	return feed != NULL ? feed : end;
}

/* The row is the line, or, behind the first, its end: what stood before it was taken for a prompt. */
static bool
is_row_of(const char *row, size_t len, bool first, const struct buffer *line)
{
	return shape_is_same(row, len, line->data, line->len) ||
	    (!first && len > 0 && len < line->len && memcmp(line->data + line->len - len, row, len) == 0);
}

/* The text's rows, from the end on, are these lines: how many were looked at, at most so many, and how many rows of nothing stand at its end; 0: they are not. */
static int
ends_with_lines(struct manuscript *m, const struct buffer *text, uint32_t number, int most, int *blanks)
{
	const char *end = text->data + text->len, *row;
	const struct manuscript_line *line;
	int same = 0;

	*blanks = 0;
	while (same < most && end > text->data) {
		row = memrchr(text->data, '\n', (size_t)(end - text->data));
		row = row != NULL ? row + 1 : text->data;
		if (row < end && ((line = manuscript_line(m, number - (uint32_t)same)) == NULL || !is_row_of(row, (size_t)(end - row), row == text->data, &line->text)))
			return 0;
		same += row < end;
		*blanks += same == 0;
		end = row > text->data ? row - 1 : row;
	}
	return same;
}

/* Append what was typed next, until the block is ended.  Whether it is. */
static bool
add_lines(struct manuscript *m, uint32_t number, struct buffer *text)
{
	const struct manuscript_line *line;
	int n;

	while (syntax_open(text->data, text->len)) {
		line = manuscript_line(m, ++number);
		if (line == NULL || line->apart || (line->key != '\r' && line->key != '\n') || memchr(line->text.data, '\n', line->text.len) != NULL)
			return false;
		for (n = 0; n <= line->blanks; n++)
			buffer_addc(text, '\n');
		buffer_add(text, line->text.data, line->text.len);
	}
	return buffer_status(text) == 0;
}

/* All rows of the text are lines, down to this one, but for rows of nothing, which some editors do not draw: those are put in. */
static bool
add_blanks(struct manuscript *m, const struct buffer *text, uint32_t last, struct buffer *whole)
{
	const char *at, *end = text->data + text->len, *next;
	const struct manuscript_line *line;
	uint32_t number = last + 1;
	int n;

	for (at = text->data; at <= end; at = next + 1) {
		next = row_end(at, end);
		number -= next > at;
	}
	for (at = text->data; at <= end; at = next + 1) {
		next = row_end(at, end);
		if (next == at)
			continue;
		line = manuscript_line(m, number++);
		if (line == NULL || !is_row_of(at, (size_t)(next - at), at == text->data, &line->text) || (at > text->data && line->apart))
			return false;
		for (n = 0; at > text->data && n <= line->blanks; n++)
			buffer_addc(whole, '\n');
		buffer_add(whole, line->text.data, line->text.len);
	}
	return buffer_status(whole) == 0 && whole->len > text->len;
}

/* So many lines as the text has rows, from this one on, are told of. */
static void
tell_rows(struct manuscript *m, uint32_t number, const struct buffer *text)
{
	struct manuscript_line *line;

	for (; (line = manuscript_line(m, number)) != NULL && shape_has_row(text, &line->text); number++)
		line->told = line->row = true;
}

/* How long a prompt for more is that the row begins with: "> ", or zsh's "for if> "; 0: none. */
static size_t
more_of(const char *row, size_t len)
{
	size_t n = 0;

	while (n < len && n < WORDS_MAX && (islower((unsigned char)row[n]) || row[n] == ' '))
		n++;
	if (n == len || row[n] != '>')
		return 0;
	return n + 1 < len && row[n + 1] == ' ' ? n + 2 : n + 1 == len ? n + 1 : 0;
}

/* In a pane nobody may have known the prompt for more when its rows came: all of them begin with one, and without it the block is whole. */
static void
take_more_away(struct buffer *text)
{
	const char *at = text->data, *end = at + text->len, *next;
	struct buffer bare = {0};
	size_t n;
	bool all = true;

	for (; all && at <= end; at = next + 1) {
		next = row_end(at, end);
		n = at > text->data ? more_of(at, (size_t)(next - at)) : 0;
		all = at == text->data || n > 0;
		if (at > text->data)
			buffer_addc(&bare, '\n');
		buffer_add(&bare, at + n, (size_t)(next - at) - n);
	}
	if (all && buffer_status(&bare) == 0 && !syntax_open(bare.data, bare.len)) {
		buffer_clear(text);
		buffer_add(text, bare.data, bare.len);
	}
	buffer_free(&bare);
}

void
document_mend(struct recovery *r, struct command *c)
{
	struct manuscript *m = &r->keyboard.manuscript;
	struct buffer whole = {0};
	const struct manuscript_line *line;
	uint32_t n;
	int blanks;
	bool open, mended = false;

	if (c->kind != COMMAND_SHELL || c->text.len == 0)
		return;
	open = syntax_open(c->text.data, c->text.len);
	if (open && memchr(c->text.data, '\n', c->text.len) != NULL)
		take_more_away(&c->text);
	if (m->last == 0 || memmem(c->text.data, c->text.len, "<<", 2) == NULL)
		return;
	for (n = m->last; n > 0 && (line = manuscript_line(m, n)) != NULL; n--) {
		if (ends_with_lines(m, &c->text, n, ROWS_ALIKE, &blanks) == 0)
			continue;
		if (open) {
			buffer_add(&whole, c->text.data, c->text.len);
			whole.len -= (size_t)blanks;
		}
		mended = open ? add_lines(m, n, &whole) : add_blanks(m, &c->text, n, &whole);
		break;
	}
	if (mended) {
		buffer_clear(&c->text);
		buffer_add(&c->text, whole.data, whole.len);
		c->reasons |= REASON_DOUBTFUL;
	}
	buffer_free(&whole);
}

/* On the screen's row stands the text's, behind a prompt for more if there may be one. */
static bool
is_shown(const struct buffer *shown, const char *row, size_t len, size_t more)
{
	if (more == 0)
		return shown->len == len && (len == 0 || memcmp(shown->data, row, len) == 0);
	if (len == 0)
		return shown->len <= more;
	return shown->len > len && shown->len - len <= more && memcmp(shown->data + shown->len - len, row, len) == 0;
}

bool
document_ends_above(struct recovery *r, const char *begin, size_t len, size_t more, int below)
{
	const char *end = begin + len, *at;
	struct pane all = r->edit.pane;
	struct screen_cursor cursor;
	struct buffer shown = {0};
	int row, same = 0;

	all.floor = 0;
	if (all.right <= all.left)
		all = (struct pane){.right = screen_cols(r->screen)};
	screen_cursor(r->screen, &cursor);
	for (row = cursor.row; row >= 0 && same < ROWS_ALIKE && end > begin; row--) {
		at = memrchr(begin, '\n', (size_t)(end - begin));
		at = at != NULL ? at + 1 : begin;
		buffer_clear(&shown);
		line_text(r->screen, &all, row, all.left, row, &shown);
		if (is_shown(&shown, at, (size_t)(end - at), more)) {
			same += end > at;
			end = at > begin ? at - 1 : begin;
		} else if (same > 0 || row < cursor.row - below) {
			break;
		}
	}
	buffer_free(&shown);
	return same == ROWS_ALIKE;
}

/* All lines that were ended by this event are rows of documents that are told of by now, if there are any. */
static bool
are_rows(struct manuscript *m, uint64_t event)
{
	const struct manuscript_line *line;
	uint32_t n;
	bool any = false;

	for (n = m->last; n > 0 && (line = manuscript_line(m, n)) != NULL && line->ended >= event; n--) {
		if (line->ended == event && !line->row)
			return false;
		any |= line->ended == event;
	}
	return any;
}

bool
document_unseen(struct recovery *r, struct command *c)
{
	struct manuscript *m = &r->keyboard.manuscript;
	struct manuscript_line *line, *first = NULL;
	uint32_t n;

	if (c->kind != COMMAND_SHELL || c->text.len > 0 || !(c->reasons & REASON_UNSEEN) || m->last == 0)
		return true;
	if (are_rows(m, c->event))
		return false;
	for (n = m->last; n > 0 && (line = manuscript_line(m, n)) != NULL && line->ended >= c->event; n--)
		if (line->ended == c->event && !line->told && memmem(line->text.data, line->text.len, "<<", 2) != NULL && syntax_open(line->text.data, line->text.len))
			first = line;
	if (first == NULL)
		return true;
	buffer_add(&c->text, first->text.data, first->text.len);
	if (add_lines(m, first->number, &c->text) && document_ends_above(r, c->text.data, c->text.len, MORE_MAX, ROWS_BACK)) {
		c->reasons = (c->reasons & ~(unsigned)REASON_UNSEEN) | REASON_SCREEN | REASON_DOUBTFUL;
		tell_rows(m, first->number, &c->text);
	} else {
		buffer_clear(&c->text);
	}
	return true;
}
