/* Text from recordings, to be looked at. */
#include "search/legible.h"

#include <string.h>

#include "lib/base/utf8.h"
#include "lib/screen/width.h"

#define MARK_ON "\033[1;4m"
#define MARK_OFF "\033[m"

/* What the next character shows as, into out; its columns. */
static int
show(const char *p, size_t len, size_t *step, struct buffer *out)
{
	uint32_t code = 0;
	int n = utf8_decode((const unsigned char *)p, len, &code), before = (int)out->len;

	*step = n > 0 ? (size_t)n : 1;
	if (n <= 0) {
		buffer_adds(out, "\xEF\xBF\xBD");
		return 1;
	}
	if (code == '\n') {
		buffer_adds(out, "\xE2\x8F\x8E ");
		return 2;
	}
	if (code == '\t') {
		buffer_addc(out, ' ');
		return 1;
	}
	if (code < 0x20 || (code >= 0x7F && code < 0xA0))
		buffer_addf(out, "\\x%02X", code);
	else if ((code >= 0x200B && code <= 0x200F) || (code >= 0x202A && code <= 0x202E) || (code >= 0x2060 && code <= 0x206F) ||
	    code == 0x061C || code == 0xFEFF || code == 0x2028 || code == 0x2029)
		buffer_addf(out, "\\u{%04X}", code);
	else {
		buffer_add(out, p, (size_t)n);
		return width_of(code);
	}
	return (int)out->len - before;
}

int
legible_text(struct buffer *out, const char *text, size_t len, int columns, const struct terms_mark *marks, int count,
    bool marked)
{
	struct buffer one = {0};
	int used = 0, width, mark = 0;
	size_t i = 0, step;
	bool on = false;

	for (; i < len; i += step) {
		buffer_clear(&one);
		width = show(text + i, len - i, &step, &one);
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
		buffer_add(out, one.data, one.len);
		used += width;
	}
	buffer_adds(out, on ? MARK_OFF : "");
	buffer_free(&one);
	return used;
}

void
legible_cell(struct buffer *out, const char *text, int columns)
{
	int used = legible_text(out, text, strlen(text), columns, NULL, 0, false);

	for (; used < columns; used++)
		buffer_addc(out, ' ');
}

void
legible_csv(struct buffer *out, const char *text, size_t len)
{
	struct buffer one = {0};
	size_t i = 0, step;

	buffer_addc(out, '"');
	if (len > 0 && strchr("=+-@\t\r\n", text[0]) != NULL && text[0] != '\0')
		buffer_addc(out, '\'');
	for (; i < len; i += step) {
		step = 1;
		if (text[i] == '"') {
			buffer_adds(out, "\"\"");
		} else if (text[i] == '\n' || text[i] == '\t') {
			buffer_addc(out, text[i]);
		} else {
			buffer_clear(&one);
			show(text + i, len - i, &step, &one);
			buffer_add(out, one.data, one.len);
		}
	}
	buffer_addc(out, '"');
	buffer_free(&one);
}
