/* The words of a text, each once. */
#include "indexer/sql/vocabulary.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/lanes.h"

#define SLOTS 16384 /* a power of two */
#define NOTED_MAX (SLOTS / 2)
#define SLACK 16 /* bytes that are written at once, and so may be behind a word's end */

/* A word that was gathered: where it stands in what was appended. */
struct noted {
	uint32_t text; /* of which text it is: those of others are as if they were not there */
	uint32_t hash, at, len;
};

struct vocabulary {
	uint32_t text;
	unsigned noted; /* of it */
	struct noted slots[SLOTS];
};

static inline lanes
are_of_words(lanes v)
{
	return (v < 0) | lanes_between(v, '0', '9') | lanes_between(v | 0x20, 'a', 'z');
}

static inline lanes
fold(lanes v)
{
	return v | (lanes_between(v, 'A', 'Z') & 0x20);
}

/* Of eight bytes the first ones, 1 to 8. */
static inline uint64_t
first_bytes(const char *p, size_t n)
{
	uint64_t w;

	memcpy(&w, p, sizeof w);
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	return w << (64 - 8 * n);
#else
	return w >> (64 - 8 * n);
#endif
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
	v->noted = 0;
	if (++v->text == 0) {
		memset(v->slots, 0, sizeof v->slots);
		v->text = 1;
	}
}

/* With memory behind both words. */
static bool
are_same(const char *a, const char *b, size_t len)
{
	for (; len > 8; len -= 8, a += 8, b += 8)
		if (memcmp(a, b, 8) != 0)
			return false;
	return first_bytes(a, len) == first_bytes(b, len);
}

static uint32_t
hash_of(const char *word, size_t len)
{
	uint64_t hash = len;

	for (; len > 8; len -= 8, word += 8)
		hash = (hash ^ first_bytes(word, 8)) * UINT64_C(0x9E3779B97F4A7C15) ^ hash >> 29;
	hash = (hash ^ first_bytes(word, len)) * UINT64_C(0x9E3779B97F4A7C15);
	return (uint32_t)(hash >> 32) ^ (uint32_t)hash;
}

/* Whether the word is new, among those that are noted: then it is noted too, where there is room. */
static bool
is_new(struct vocabulary *v, const char *out, const struct noted *word)
{
	struct noted *slot;
	uint32_t i;

	for (i = word->hash ^ word->hash >> 15;; i++) {
		slot = &v->slots[i & (SLOTS - 1)];
		if (slot->text != v->text)
			break;
		if (slot->hash == word->hash && slot->len == word->len && are_same(out + slot->at, out + word->at, word->len))
			return false;
	}
	if (v->noted < NOTED_MAX) {
		*slot = *word;
		v->noted++;
	}
	return true;
}

/* Append a word, folded, with a blank behind it, unless it stands there: `at` is where, and then where the next goes. */
static size_t
take_word(struct vocabulary *v, const char *text, size_t left, size_t len, char *made, size_t at)
{
	struct noted word = {.text = v->text, .at = (uint32_t)at, .len = (uint32_t)len};
	char last[SLACK] = {0};
	size_t i;

	/* whole lanes, whose ends are written over by what comes next */
	for (i = 0; i < len && left - i >= SLACK; i += SLACK)
		lanes_store(made + at + i, fold(lanes_load(text + i)));
	if (i < len) {
		memcpy(last, text + i, left - i);
		lanes_store(made + at + i, fold(lanes_load(last)));
	}
	word.hash = hash_of(made + at, len);
	if (!is_new(v, made, &word))
		return at;
	made[at + len] = ' ';
	return at + len + 1;
}

void
vocabulary_gather(struct vocabulary *v, const char *text, size_t len, struct buffer *out)
{
	uint64_t map, turns, before = 0;
	size_t i, at, from = 0, n = 0;
	bool within = false;
	char *made;

	/* a word and its blank are no more than the word and what parted it from the next, but for the last */
	if (len > UINT32_MAX - 1 - SLACK || (made = buffer_reserve(out, len + 1 + SLACK)) == NULL) {
		out->broken = true;
		return;
	}
	begin_text(v);
	for (i = 0; i < len; i += LANES_BLOCK) {
		map = lanes_map_block(text + i, len - i, are_of_words);
		/* where words begin and end, in turn */
		for (turns = map ^ (map << 1 | before); turns != 0; turns &= turns - 1) {
			at = i + (size_t)__builtin_ctzll(turns);
			if (within)
				n = take_word(v, text + from, len - from, at - from, made, n);
			from = at;
			within = !within;
		}
		before = map >> 63;
	}
	if (within)
		n = take_word(v, text + from, len - from, len - from, made, n);
	out->len += n;
}
