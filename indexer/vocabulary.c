/* The words of a text, each once. */
#include "indexer/vocabulary.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define SLOTS 16384 /* a power of two */
#define NOTED_MAX (SLOTS / 2)

/* A word that was gathered: where it stands in what was appended. */
struct noted {
	uint32_t text; /* of which text it is: those of others are as if they were not there */
	uint32_t hash, at, len;
};

struct vocabulary {
	uint32_t text;
	struct noted slots[SLOTS];
};

/* What belongs to a word, as it is gathered; 0 parts words. */
static inline unsigned char
fold(unsigned char c)
{
	unsigned char small = c | 0x20;

	if ((unsigned char)(small - 'a') < 26)
		return small;
	return (unsigned char)(c - '0') < 10 || c >= 0x80 ? c : 0;
}

struct vocabulary *
vocabulary_new(void)
{
	return calloc(1, sizeof(struct vocabulary));
}

void
vocabulary_free(struct vocabulary *v)
{
	free(v);
}

static void
begin_text(struct vocabulary *v)
{
	if (++v->text == 0) {
		memset(v->slots, 0, sizeof v->slots);
		v->text = 1;
	}
}

/* Whether the word is new, among those that are noted: then it is noted too, where there is room. */
static bool
is_new(struct vocabulary *v, const char *out, const struct noted *word, unsigned *count)
{
	struct noted *slot;
	uint32_t i;

	for (i = word->hash ^ word->hash >> 15;; i++) {
		slot = &v->slots[i & (SLOTS - 1)];
		if (slot->text != v->text)
			break;
		if (slot->hash == word->hash && slot->len == word->len && memcmp(out + slot->at, out + word->at, word->len) == 0)
			return false;
	}
	if (*count < NOTED_MAX) {
		*slot = *word;
		++*count;
	}
	return true;
}

void
vocabulary_gather(struct vocabulary *v, const char *text, size_t len, struct buffer *out)
{
	const unsigned char *p = (const unsigned char *)text, *end = p + len;
	unsigned count = 0;
	unsigned char c;
	char *made;
	size_t n = 0;

	/* a word and its blank are no more than the word and what parted it from the next, but for the last */
	if (len > UINT32_MAX - 1 || (made = buffer_reserve(out, len + 1)) == NULL) {
		out->broken = true;
		return;
	}
	begin_text(v);
	while (p < end) {
		struct noted word = {.text = v->text, .hash = 2166136261u, .at = (uint32_t)n};

		for (; p < end && (c = fold(*p)) != 0; p++) {
			made[n++] = (char)c;
			word.hash = (word.hash ^ c) * 16777619u;
		}
		word.len = (uint32_t)n - word.at;
		if (word.len > 0 && is_new(v, made, &word, &count))
			made[n++] = ' ';
		else
			n = word.at;
		p++;
	}
	out->len += n;
}
