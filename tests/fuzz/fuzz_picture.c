/*
 * What a stage is given from a cage: pictures, whatever their bytes, are refused or safe; and what any output makes of a screen
 * comes through as it is.
 *
 * The first byte chooses: an even one, a picture's bytes; an odd one, terminal output.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/screen/picture.h"
#include "lib/base/utf8.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define REQUIRE(condition)                                                                         \
	do {                                                                                       \
		if (!(condition)) {                                                                \
			fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition);            \
			abort();                                                                   \
		}                                                                                  \
	} while (0)

static void
check_text(const char *text, size_t len)
{
	uint32_t code;
	int n;

	for (; len > 0; text += n, len -= (size_t)n) {
		n = utf8_decode((const unsigned char *)text, len, &code);
		REQUIRE(n > 0 && code >= 0x20 && (code < 0x7F || code >= 0xA0));
	}
}

static void
check_picture(const struct picture *p)
{
	char text[PICTURE_TEXT_MAX + 1];
	int row, col;

	if (p->cols == 0)
		return;
	REQUIRE(p->cursor.row >= 0 && p->cursor.row < p->rows && p->cursor.col >= 0 && p->cursor.col < p->cols);
	check_text(p->title, strlen(p->title));
	for (row = 0; row < p->rows; row++)
		for (col = 0; col < p->cols; col++) {
			const struct picture_cell *c = picture_cell(p, row, col);

			REQUIRE(c->width <= 2);
			REQUIRE((c->width == 0) == (col > 0 && picture_cell(p, row, col - 1)->width == 2));
			REQUIRE(c->width != 2 || col + 1 < p->cols);
			check_text(text, picture_text(p, c, text));
		}
}

static void
show(const char *data, size_t len, struct picture *p)
{
	struct screen *s = screen_new(30, 8, 0);
	struct buffer bytes = {0};

	REQUIRE(s != NULL);
	screen_feed(s, data, len);
	picture_put(&bytes, s);
	REQUIRE(picture_take(bytes.data, bytes.len, p) == 0);
	screen_free(s);
	buffer_free(&bytes);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct picture p = {0};

	if (size == 0)
		return 0;
	if (data[0] & 1)
		show((const char *)data + 1, size - 1, &p);
	else if (picture_take((const char *)data + 1, size - 1, &p) != 0)
		REQUIRE(p.cells == NULL && p.cols == 0);
	check_picture(&p);
	picture_free(&p);
	return 0;
}
