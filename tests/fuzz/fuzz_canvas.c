/*
 * Whatever a keyboard sends, and whatever text is painted: the first byte says which.  Keys: memory stays bounded, every cut gives
 * the same, what comes is a key.  Text: no cell holds what acts, and a terminal that is sent the canvas shows it.
 */
#include <stdlib.h>
#include <string.h>

#include "lib/canvas/canvas.h"
#include "lib/canvas/field.h"
#include "lib/canvas/mural.h"
#include "lib/canvas/refresh.h"
#include "lib/canvas/stroke.h"

int
LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
must(bool condition)
{
	if (!condition)
		abort();
}

static void
drain(struct strokes *s, struct field *f, struct buffer *out)
{
	uint32_t key;
	size_t len;

	while (strokes_next(s, &key)) {
		must((key & 0xFFFFFF) < 0x110000 || ((key & 0xFFFFFF) > STROKE_NAMED && (key & 0xFFFFFF) < STROKE_F1 + 12));
		buffer_add(out, &key, sizeof key);
		if (key == STROKE_PASTE) {
			const char *text = strokes_pasted(s, &len);

			must(len <= STROKES_PASTE_MAX);
			buffer_add(out, text, len);
			field_insert(f, text, len);
		}
		field_key(f, key);
		must(strlen(field_text(f)) <= FIELD_MAX);
	}
}

static void
decode(const uint8_t *data, size_t size, size_t piece, struct buffer *out)
{
	struct strokes *s = strokes_new();
	struct field *f = field_new();
	size_t i;

	for (i = 0; i < size; i += piece) {
		strokes_feed(s, (const char *)data + i, size - i < piece ? size - i : piece);
		drain(s, f, out);
	}
	for (i = 0; strokes_wait(s) >= 0; i++) {
		must(i < 4);
		strokes_settle(s);
		drain(s, f, out);
	}
	field_free(f);
	strokes_free(s);
}

static void
try_keys(const uint8_t *data, size_t size)
{
	struct buffer whole = {0}, pieces = {0};

	decode(data, size, size + 1, &whole);
	decode(data, size, 1, &pieces);
	must(buffer_is(&whole, pieces.data, pieces.len));
	buffer_free(&whole);
	buffer_free(&pieces);
}

static void
compare(const struct canvas *c, const struct screen *s)
{
	struct buffer ours = {0}, theirs = {0};
	struct screen_line line;
	int row;
	size_t i;

	for (row = 0; row < canvas_all(c).rows; row++) {
		buffer_clear(&ours);
		buffer_clear(&theirs);
		canvas_read(c, row, &ours);
		screen_line(s, row, &line);
		screen_text(s, &line, 0, line.cols, &theirs);
		while (theirs.len > 0 && theirs.data[theirs.len - 1] == ' ')
			theirs.len--;
		while (ours.len > 0 && ours.data[ours.len - 1] == ' ')
			ours.len--;
		must(buffer_is(&ours, theirs.data, theirs.len));
		for (i = 0; i < ours.len; i++)
			must((unsigned char)ours.data[i] >= 0x20 && ours.data[i] != 0x7F);
	}
	buffer_free(&ours);
	buffer_free(&theirs);
}

static void
paint(struct canvas *c, const struct canvas_area *a, const struct screen *s, int top, int left)
{
	struct buffer bytes = {0};
	struct picture p = {0};

	picture_put(&bytes, s);
	must(picture_take(bytes.data, bytes.len, &p) == 0);
	mural_paint(c, a, &p, top, left);
	picture_free(&p);
	buffer_free(&bytes);
}

/* Several frames: a length, a place, that much text. */
static void
try_text(const uint8_t *data, size_t size)
{
	struct refresh_terminal terminal = {.depth = PALETTE_RGB};
	struct canvas *c = canvas_new(30, 5);
	struct screen *s = screen_new(30, 5, 0), *source = screen_new(20, 4, 0);
	struct canvas_area all = canvas_all(c), part = canvas_part(&all, 1, 3, 3, 15);
	struct buffer out = {0};
	size_t len;

	screen_feed(s, "\033[?7l", 5);
	while (size > 2) {
		len = data[0] < size - 2 ? data[0] : size - 2;
		canvas_text(c, &all, data[1] % 7 - 1, data[1] / 7 - 3, NULL, (const char *)data + 2, len);
		screen_feed(source, (const char *)data + 2, len);
		if (data[1] & 1)
			paint(c, &part, source, data[1] % 5 - 1, data[1] % 4);
		buffer_clear(&out);
		must(refresh_bytes(c, &terminal, &out) == 0);
		screen_feed(s, out.data != NULL ? out.data : "", out.len);
		compare(c, s);
		data += 2 + len;
		size -= 2 + len;
	}
	buffer_free(&out);
	screen_free(source);
	screen_free(s);
	canvas_free(c);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size == 0)
		return 0;
	if (data[0] & 1)
		try_keys(data + 1, size - 1);
	else
		try_text(data + 1, size - 1);
	return 0;
}
