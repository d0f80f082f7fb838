/*
 * A screen for tests in Python: feeds a file to one, and prints what it looks like.
 *
 *   look rows COLS ROWS HISTORY FILE [UPTO]   rows, scrollback first; cursor
 *   look text COLS ROWS HISTORY FILE [UPTO]   the same, joined where a line goes on in the next row
 *   look settled COLS ROWS HISTORY FILE       offsets where nothing is half done
 *   look dumps COLS ROWS HISTORY FILE         feed, dump, feed, compare at every such offset, then
 * go on look ansi|html|svg COLS ROWS HISTORY FILE as paint.h has it
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/file.h"
#include "lib/screen/paint.h"
#include "tests/unit/screens.h"

static int cols, rows, history;

static struct screen *
make(void)
{
	struct screen *s = screen_new(cols, rows, history);

	if (s == NULL)
		abort();
	return s;
}

static void
trim(struct buffer *text, size_t from)
{
	while (text->len > from && text->data[text->len - 1] == ' ')
		text->len--;
}

static void
print_text(const struct screen *s, bool join)
{
	struct buffer text = {0};
	struct screen_cursor cursor;
	struct screen_line line;
	size_t start = 0;
	int row, end;

	for (row = -screen_history(s); row < rows; row++) {
		if (!screen_line(s, row, &line))
			abort();
		/* a last cell that was left blank for a wide glyph is no text */
		for (end = line.cols;
		     end > 0 && line.cells[end - 1].text == 0 && line.cells[end - 1].width == 1;)
			end--;
		screen_text(s, &line, 0, line.continues ? end : line.cols, &text);
		if (join && line.continues)
			continue;
		trim(&text, start);
		buffer_addc(&text, '\n');
		start = text.len;
	}
	screen_cursor(s, &cursor);
	buffer_addf(&text, "cursor %d,%d\n", cursor.col + cursor.wraps, cursor.row);
	fwrite(text.data, 1, text.len, stdout);
	buffer_free(&text);
}

static int
check_dumps(const struct buffer *stream)
{
	struct screen *s = make(), *made = NULL;
	struct buffer dump = {0};
	size_t i, count = 0, bytes = 0;

	for (i = 0; i < stream->len; i++) {
		screen_feed(s, stream->data + i, 1);
		if (made != NULL)
			screen_feed(made, stream->data + i, 1);
		if (!screen_settled(s) || (i % 97 != 0 && i + 1 < stream->len))
			continue;
		/* what was made of the last dump has come along */
		if (made != NULL && !screens_same(s, made, 0))
			break;
		screen_free(made);
		made = make();
		buffer_clear(&dump);
		if (!screen_dump(s, &dump))
			break;
		screen_feed(made, dump.data != NULL ? dump.data : "", dump.len);
		if (!screens_same(s, made, 0))
			break;
		count++;
		bytes += dump.len;
	}
	if (i < stream->len)
		printf("at byte %zu: not the same\n", i);
	else
		printf("%zu dumps of %zu bytes\n", count, count > 0 ? bytes / count : 0);
	screen_free(s);
	screen_free(made);
	buffer_free(&dump);
	return i < stream->len;
}

static void
print_settled(const struct buffer *stream)
{
	struct screen *s = make();
	size_t i;

	for (i = 0; i < stream->len; i++) {
		screen_feed(s, stream->data + i, 1);
		if (screen_settled(s))
			printf("%zu\n", i + 1);
	}
	screen_free(s);
}

static bool
paint(const struct screen *s, const char *what)
{
	static const char *const forms[] = {"-", "ansi", "html", "svg"};
	struct buffer out = {0};
	int form;

	if (strcmp(what, "dump") == 0) {
		if (!screen_dump(s, &out))
			abort();
		fwrite(out.data, 1, out.len, stdout);
		buffer_free(&out);
		return true;
	}
	for (form = PAINT_ANSI; form <= PAINT_SVG; form++) {
		if (strcmp(what, forms[form]) != 0)
			continue;
		if (paint_screen(s, (enum paint_form)form, &out) != 0)
			abort();
		fwrite(out.data, 1, out.len, stdout);
		buffer_free(&out);
		return true;
	}
	return false;
}

int
main(int argc, char **argv)
{
	struct buffer stream = {0};
	struct screen *s;
	int r = 0;

	if (argc < 6 || file_load(argv[5], 1u << 30, &stream) != 0) {
		fprintf(stderr,
		    "usage: look rows|text|settled|dumps|dump|ansi|html|svg COLS ROWS HISTORY FILE "
		    "[UPTO]\n");
		return 2;
	}
	cols = atoi(argv[2]);
	rows = atoi(argv[3]);
	history = atoi(argv[4]);
	if (argc > 6 && (size_t)atol(argv[6]) < stream.len)
		stream.len = (size_t)atol(argv[6]);
	if (strcmp(argv[1], "settled") == 0) {
		print_settled(&stream);
	} else if (strcmp(argv[1], "dumps") == 0) {
		r = check_dumps(&stream);
	} else {
		s = make();
		screen_feed(s, stream.data != NULL ? stream.data : "", stream.len);
		if (!paint(s, argv[1]))
			print_text(s, strcmp(argv[1], "text") == 0);
		screen_free(s);
	}
	buffer_free(&stream);
	return r;
}
