/* What editors draw before the further rows of a line, taken away; and whether two texts are one but for what drawing does to them. */
#include "indexer/shape.h"

#include <stdbool.h>
#include <string.h>

#define BLOCKS_MAX 64

size_t
shape_blanks(const char *text, size_t len)
{
	size_t n = 0;

	while (n < len && text[n] == ' ')
		n++;
	return n;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

bool
shape_is_same(const char *a, size_t a_len, const char *b, size_t b_len)
{
	size_t i = 0, k = 0;

	for (;;) {
		while (i < a_len && is_blank(a[i]))
			i++;
		while (k < b_len && is_blank(b[k]))
			k++;
		if (i == a_len || k == b_len)
			return i == a_len && k == b_len;
		if (a[i++] != b[k++])
			return false;
	}
}

bool
shape_is_among(const struct buffer *few, const struct buffer *many)
{
	size_t i = 0, k;

	for (k = 0; i < few->len && k < many->len; k++)
		i += few->data[i] == many->data[k];
	return i == few->len;
}

bool
shape_signs_are_among(const struct buffer *few, const struct buffer *many)
{
	size_t i, k = 0;

	for (i = 0; i < few->len; i++) {
		if (few->data[i] == ' ')
			continue;
		while (k < many->len && many->data[k] != few->data[i])
			k++;
		if (k++ == many->len)
			return false;
	}
	return true;
}

static bool
begins_with_word(const char *line, size_t len, const char *const *words)
{
	size_t n;

	for (; *words != NULL; words++) {
		n = strlen(*words);
		if (len >= n && memcmp(line, *words, n) == 0 && (len == n || line[n] == ' ' || line[n] == ';'))
			return true;
	}
	return false;
}

/* The blocks that are open: of each whether it is a case, which stands within its switch, and ends with it. */
struct blocks {
	int depth;
	bool is_case[BLOCKS_MAX];
};

static bool
is_in_case(const struct blocks *b)
{
	return b->depth > 0 && b->depth <= BLOCKS_MAX && b->is_case[b->depth - 1];
}

static void
end_blocks(struct blocks *b, const char *line, size_t len)
{
	static const char *const ends[] = {"end", NULL}, *const elses[] = {"else", NULL}, *const cases[] = {"case", NULL};

	if (is_in_case(b) && (begins_with_word(line, len, ends) || begins_with_word(line, len, cases)))
		b->depth--;
	if (b->depth > 0 && (begins_with_word(line, len, ends) || begins_with_word(line, len, elses)))
		b->depth--;
}

static void
begin_block(struct blocks *b, const char *line, size_t len)
{
	static const char *const openers[] = {"for", "while", "if", "switch", "function", "begin", "else", NULL}, *const cases[] = {"case", NULL};
	bool is_case = begins_with_word(line, len, cases);

	if (!is_case && !begins_with_word(line, len, openers))
		return;
	if (b->depth < BLOCKS_MAX)
		b->is_case[b->depth] = is_case;
	b->depth++;
}

/* Where the statement ends that begins the line: behind the sign that parts it from the next. */
static size_t
end_of_statement(const char *line, size_t len)
{
	size_t i;
	char quote = '\0';

	for (i = 0; i < len; i++) {
		if (line[i] == '\\')
			i++;
		else if (quote != '\0')
			quote = line[i] == quote ? '\0' : quote;
		else if (line[i] == '\'' || line[i] == '"')
			quote = line[i];
		else if (line[i] == '#' && i > 0 && line[i - 1] == ' ')
			return len;
		else if (strchr(";|&", line[i]) != NULL)
			return i + 1;
	}
	return len;
}

/* All that the line begins, and what of it it ends: the first of its statements was looked at for that before. */
static void
pass_statements(struct blocks *b, const char *line, size_t len)
{
	static const char *const joints[] = {"and", "or", "not", NULL};
	size_t n;
	bool first;

	for (first = true; len > 0; first = false) {
		n = shape_blanks(line, len);
		while (n < len && begins_with_word(line + n, len - n, joints)) {
			while (n < len && line[n] != ' ')
				n++;
			n += shape_blanks(line + n, len - n);
		}
		line += n;
		len -= n;
		if (!first)
			end_blocks(b, line, len);
		begin_block(b, line, len);
		n = end_of_statement(line, len);
		line += n;
		len -= n;
	}
}

void
shape_fish(struct buffer *text, int width)
{
	struct blocks blocks = {0};
	size_t from = 0, to = 0, len, blanks, most;
	int inner;
	const char *line, *end;

	while (from < text->len) {
		line = text->data + from;
		end = memchr(line, '\n', text->len - from);
		len = (size_t)((end ? end : text->data + text->len) - line);
		blanks = shape_blanks(line, len);
		end_blocks(&blocks, line + blanks, len - blanks);
		inner = to > 1 && (text->data[to - 2] == '|' || text->data[to - 2] == '\\');
		most = (size_t)(width > 0 ? width : 0) + 4 * (size_t)(blocks.depth + inner);
		if (from == 0)
			most = 0;
		if (blanks > most)
			blanks = most;
		pass_statements(&blocks, line, len);
		from += len + (end != NULL);
		len = len - blanks + (end != NULL);
		memmove(text->data + to, line + blanks, len);
		to += len;
	}
	text->len = to;
}

static bool
is_further_row(const char *line, size_t len, const struct buffer *prompt)
{
	size_t width = prompt->len, dots = 0;

	/* the last blank may have been trimmed */
	if (buffer_is(prompt, ">>> ", 4))
		return len >= 3 && memcmp(line, "... ", len < 4 ? len : 4) == 0;
	if (width <= 4 || len + 1 < width || (len >= width && line[width - 1] != ' '))
		return false;
	while (dots < len && line[dots] == ' ')
		dots++;
	return (dots + 3 < width && memcmp(line + dots, "...", 3) == 0) || memcmp(line, prompt->data, 4) == 0;
}

static size_t
columns_of(const char *line, size_t len)
{
	size_t i, n = 0;

	for (i = 0; i < len; i++)
		n += ((unsigned char)line[i] & 0xC0) != 0x80;
	return n;
}

void
shape_rows(struct buffer *text, const struct buffer *prompt, int cols)
{
	size_t from = 0, to = 0, width = prompt->len, len, row = 0, last, full = cols > 0 ? (size_t)cols : SIZE_MAX;
	const char *line, *end;
	bool colon;

	while (from < text->len) {
		line = text->data + from;
		end = memchr(line, '\n', text->len - from);
		last = row;
		len = (size_t)((end ? end : text->data + text->len) - line);
		row = columns_of(line, len);
		if (from == 0) {
			row += width;
		} else if (is_further_row(line, len, prompt)) {
			colon = len >= width && width >= 5 && memcmp(line + width - 5, "...: ", 5) == 0;
			/* the row before is full, but for a blank that was only moved over: the editor went on below by itself */
			if (colon && last + 1 >= full && last <= full)
				text->data[to - 1] = ' ', to -= last == full;
			line += len < width ? len : width;
			len -= len < width ? len : width;
			from = (size_t)(line - text->data);
		} else if (last == full && to >= 2 && text->data[to - 2] == '\\' && buffer_is(prompt, ">>> ", 4)) {
			/* the sign at the margin with which Python's own editor goes on below */
			to -= 2;
		}
		memmove(text->data + to, line, len + (end != NULL));
		to += len + (end != NULL);
		from += len + (end != NULL);
	}
	text->len = to;
}

bool
shape_is_indented(const struct buffer *text, int width)
{
	const char *line = text->len > 0 ? memchr(text->data, '\n', text->len) : NULL, *end;

	/* few blanks may be anybody's, but for fish's own word */
	if (line == NULL || width < 1 || (width < 3 && !(text->len > 4 && memcmp(text->data + text->len - 4, " end", 4) == 0)))
		return false;
	end = text->data + text->len;
	for (; line != NULL && line < end; line = memchr(line, '\n', (size_t)(end - line))) {
		line++;
		if (end - line < width || shape_blanks(line, (size_t)width) < (size_t)width)
			return false;
	}
	return true;
}

bool
shape_fish_open(const struct buffer *text)
{
	struct blocks blocks = {0};
	const char *line = text->data, *end, *stop;

	if (text->len == 0)
		return false;
	end = text->data + text->len;
	for (; line < end; line = stop + 1) {
		stop = memchr(line, '\n', (size_t)(end - line));
		stop = stop ? stop : end;
		while (line < stop && *line == ' ')
			line++;
		end_blocks(&blocks, line, (size_t)(stop - line));
		pass_statements(&blocks, line, (size_t)(stop - line));
	}
	return blocks.depth > 0;
}

void
shape_indented(struct buffer *text, int width)
{
	size_t from = 0, to = 0;
	int skipped = width;

	for (; from < text->len; from++) {
		if (skipped < width && text->data[from] == ' ') {
			skipped++;
			continue;
		}
		skipped = text->data[from] == '\n' ? 0 : width;
		text->data[to++] = text->data[from];
	}
	text->len = to;
}

bool
shape_goes_elsewhere(const struct buffer *text)
{
	static const char *const words[] = {"cd", "pushd", "popd", "z"};
	size_t i, n;

	for (i = 0; i < sizeof words / sizeof *words; i++) {
		n = strlen(words[i]);
		if (text->len >= n && memcmp(text->data, words[i], n) == 0 && (text->len == n || text->data[n] == ' '))
			return true;
	}
	return false;
}

bool
shape_has_row(const struct buffer *text, const struct buffer *row)
{
	const char *at = text->data, *end, *next;

	if (text->len == 0)
		return false;
	for (end = at + text->len; at <= end; at = next + 1) {
		next = at < end ? memchr(at, '\n', (size_t)(end - at)) : NULL;
		next = next != NULL ? next : end;
		if (shape_is_same(at, (size_t)(next - at), row->data, row->len))
			return true;
	}
	return false;
}
