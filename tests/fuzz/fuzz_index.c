/*
 * What the index is given from hostile hands: letters of a worker, and text in which secrets are looked for and which is put
 * in shorthand.
 *
 * The first byte chooses: an even one, letters; an odd one, text.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/redact/censor.h"
#include "indexer/letter.h"
#include "indexer/sql/shorthand.h"

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
check_letter(struct letter *letter, const char *end)
{
	switch (letter->type) {
	case LETTER_COMMAND:
		REQUIRE(letter->c.kind <= COMMAND_REPLY && letter->c.grade <= GRADE_U && letter->c.at >= 0);
		command_free(&letter->c);
		break;
	case LETTER_ENDED:
		REQUIRE(letter->end.grade <= GRADE_U);
		command_end_free(&letter->end);
		break;
	case LETTER_OUTPUT:
		REQUIRE(letter->output.len <= LETTER_OUTPUT_MAX && letter->output.text + letter->output.len <= end);
		break;
	case LETTER_KEYFRAME:
		REQUIRE(letter->keyframe.len <= LETTER_KEYFRAME_MAX && letter->keyframe.cols > 0 && letter->keyframe.rows > 0);
		REQUIRE(letter->keyframe.data + letter->keyframe.len <= end);
		break;
	default:
		break;
	}
}

static void
take_letters(const char *data, size_t len)
{
	struct letter letter;
	size_t at = 0;
	long n;

	while ((n = letter_take(data + at, len - at, &letter)) > 0) {
		REQUIRE((size_t)n <= len - at);
		at += (size_t)n;
		check_letter(&letter, data + at);
	}
}

/* Whatever it is, in shorthand it is the same; and whatever is read as shorthand ends. */
static void
take_shorthand(const char *data, size_t len)
{
	struct buffer packed = {0}, back = {0}, any = {0};

	REQUIRE(shorthand_write(data, len, &packed) == 0 && packed.len <= 2 * len);
	REQUIRE(shorthand_read(packed.data, packed.len, &back) == 0 && buffer_is(&back, data, len));
	REQUIRE(shorthand_read(data, len, &any) == 0 && any.len <= 12 * len);
	buffer_free(&packed);
	buffer_free(&back);
	buffer_free(&any);
}

/* What is found lies in the text, in order and apart; and what is left is the rest. */
static void
take_text(const char *data, size_t len)
{
	const struct censor_span *spans;
	struct censor *censor = censor_new();
	struct buffer out = {0};
	size_t behind = 0, taken = 0;
	int i, n;

	REQUIRE(censor != NULL);
	n = censor_find(censor, data, len, &spans);
	REQUIRE(n >= 0);
	for (i = 0; i < n; i++) {
		REQUIRE(spans[i].from >= behind && spans[i].to > spans[i].from && spans[i].to <= len);
		behind = spans[i].to;
		taken += spans[i].to - spans[i].from;
	}
	REQUIRE(censor_text(censor, data, len, &out) == n);
	REQUIRE(out.len >= len - taken);
	buffer_free(&out);
	censor_free(censor);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *copy;

	if (size == 0)
		return 0;
	/* of its own size, so that a sanitizer sees what reads too far */
	copy = malloc(size);
	memcpy(copy, data + 1, size - 1);
	if (data[0] % 2 == 0) {
		take_letters(copy, size - 1);
	} else {
		take_text(copy, size - 1);
		take_shorthand(copy, size - 1);
	}
	free(copy);
	return 0;
}
