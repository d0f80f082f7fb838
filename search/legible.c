/* Text from recordings, to be looked at. */
#include "search/legible.h"

#include <stdio.h>
#include <string.h>

#include "lib/screen/visible.h"

#define MARK_ON "\033[1;4m"
#define MARK_OFF "\033[m"

int
legible_text(struct buffer *out, const char *text, size_t len, int columns, const struct terms_mark *marks, int count,
    bool marked)
{
	char one[VISIBLE_MAX];
	int used = 0, width, mark = 0;
	size_t i = 0, step;
	bool on = false;

	for (; i < len; i += step) {
		width = visible_next(text + i, len - i, one, &step);
		/* the last column is the ellipsis's, unless all ends in it */
		if (columns > 0 && used + width > columns - (i + step < len)) {
			buffer_adds(out, on ? MARK_OFF : "");
			on = false;
			buffer_adds(out, "\xE2\x80\xA6");
			used++;
			break;
		}
		while (mark < count && marks[mark].to <= i)
			mark++;
		if (marked && (mark < count && marks[mark].from <= i) != on) {
			on = !on;
			buffer_adds(out, on ? MARK_ON : MARK_OFF);
		}
		buffer_adds(out, one);
		used += width;
	}
	buffer_adds(out, on ? MARK_OFF : "");
	return used;
}

void
legible_cell(struct buffer *out, const char *text, int columns)
{
	int used = legible_text(out, text, strlen(text), columns, NULL, 0, false);

	for (; used < columns; used++)
		buffer_addc(out, ' ');
}

/* A spreadsheet would take it for a formula: some take the wide signs of East Asian keyboards for the same. */
static bool
is_formula(const char *text, size_t len)
{
	static const char *const signs[] = {"=", "+", "-", "@", "\t", "\r", "\n", "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D",
	    "\xEF\xBC\xA0"};
	size_t i;

	for (i = 0; i < sizeof signs / sizeof *signs; i++)
		if (len >= strlen(signs[i]) && memcmp(text, signs[i], strlen(signs[i])) == 0)
			return true;
	return false;
}

void
legible_csv(struct buffer *out, const char *text, size_t len)
{
	char one[VISIBLE_MAX];
	size_t i = 0, step;

	buffer_addc(out, '"');
	if (is_formula(text, len))
		buffer_addc(out, '\'');
	for (; i < len; i += step) {
		step = 1;
		if (text[i] == '"') {
			buffer_adds(out, "\"\"");
		} else if (text[i] == '\n' || text[i] == '\t') {
			buffer_addc(out, text[i]);
		} else {
			visible_next(text + i, len - i, one, &step);
			buffer_adds(out, one);
		}
	}
	buffer_addc(out, '"');
}

int
legible_print(struct buffer *line)
{
	int r = buffer_status(line);

	if (r == 0 && line->len > 0)
		fwrite(line->data, 1, line->len, stdout);
	buffer_free(line);
	return r;
}
