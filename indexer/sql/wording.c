/* Words and parts of texts. */
#include "indexer/sql/wording.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/error.h"
#include "lib/base/utf8.h"

#define GRAMS_MAX 12 /* of a part: more make it slower, not rarer */
#define PART_MAX 4096 /* characters */

struct wording {
	fts5_tokenizer tokenizer;
	Fts5Tokenizer *words;
};

static fts5_api *
find_fts5(sqlite3 *db)
{
	fts5_api *api = NULL;
	sqlite3_stmt *p = NULL;

	if (sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &p, NULL) == SQLITE_OK) {
		sqlite3_bind_pointer(p, 1, &api, "fts5_api_ptr", NULL);
		sqlite3_step(p);
	}
	sqlite3_finalize(p);
	return api;
}

struct wording *
wording_new(sqlite3 *db)
{
	const char *arguments[] = {"remove_diacritics", "2"};
	struct wording *w = calloc(1, sizeof *w);
	fts5_api *api = find_fts5(db);
	void *context;

	if (w == NULL || api == NULL || api->xFindTokenizer(api, "unicode61", &context, &w->tokenizer) != SQLITE_OK ||
	    w->tokenizer.xCreate(context, arguments, 2, &w->words) != SQLITE_OK) {
		free(w);
		return NULL;
	}
	return w;
}

void
wording_free(struct wording *w)
{
	if (w == NULL)
		return;
	w->tokenizer.xDelete(w->words);
	free(w);
}

/* Words. */

struct listener {
	int (*word)(void *context, const char *folded, size_t len, size_t from, size_t to);
	void *context;
};

static int
tell_word(void *context, int flags, const char *token, int len, int from, int to)
{
	const struct listener *w = context;

	(void)flags;
	return w->word(w->context, token, (size_t)len, (size_t)from, (size_t)to) == 0 ? SQLITE_OK : SQLITE_ABORT;
}

int
wording_split(struct wording *w, const char *text, size_t len,
    int (*word)(void *context, const char *folded, size_t len, size_t from, size_t to), void *context)
{
	struct listener listener = {word, context};
	int r;

	if (len > INT32_MAX)
		return ERR_LIMIT;
	r = w->tokenizer.xTokenize(w->words, &listener, FTS5_TOKENIZE_QUERY, text, (int)len, tell_word);
	return r == SQLITE_OK || r == SQLITE_ABORT ? 0 : r == SQLITE_NOMEM ? -ENOMEM : ERR_FAILED;
}

/* Expressions. */

void
lookup_quote(struct buffer *out, const char *word, size_t len, bool begins, bool not)
{
	size_t i;

	if (out->len > 0)
		buffer_adds(out, not ? " NOT " : " AND ");
	buffer_addc(out, '"');
	for (i = 0; i < len; i++) {
		/* no word has one, but who knows what it was made of */
		if (word[i] == '"')
			buffer_addc(out, '"');
		if (word[i] != '\0')
			buffer_addc(out, word[i]);
	}
	buffer_addc(out, '"');
	if (begins)
		buffer_adds(out, " *");
}

void
lookup_quote_tag(struct buffer *out, char kind, const char *name)
{
	struct buffer tag = {0};

	catalog_tag(&tag, kind, name);
	if (tag.len > 1)
		lookup_quote(out, tag.data, tag.len - 1, false, false);
	buffer_free(&tag);
}

struct whole {
	const char *part;
	size_t len;
	struct buffer *out;
};

/* Neither begins nor ends a word of any text that it stands in: of ASCII all that is no letter and no digit. */
static bool
parts_words(char c)
{
	return (unsigned char)c < 0x80 && !(c >= '0' && c <= '9') && !((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

static int
take_whole(void *context, const char *folded, size_t len, size_t from, size_t to)
{
	struct whole *w = context;

	if (from > 0 && to < w->len && parts_words(w->part[from - 1]) && parts_words(w->part[to]))
		lookup_quote(w->out, folded, len, false, false);
	return 0;
}

int
wording_whole(struct wording *w, struct buffer *out, const char *part, const char *words)
{
	struct whole whole = {.part = part, .len = strlen(part), .out = out};
	int r;

	buffer_clear(out);
	if ((r = wording_split(w, part, whole.len, take_whole, &whole)) != 0 || out->len == 0)
		return r;
	/* what must not be there stands behind the others */
	if (words != NULL)
		buffer_addf(out, " AND %s", words);
	return (r = buffer_status(out)) != 0 ? r : 1;
}

/* Its runs of three characters, as the index has them; all of a short part, some of a long one. */
int
wording_parts(struct buffer *out, const char *part)
{
	const unsigned char *p = (const unsigned char *)part;
	size_t len = strlen(part), at[PART_MAX], count = 0, i, step;
	uint32_t code;

	buffer_clear(out);
	for (i = 0; i < len && count < PART_MAX; count++) {
		int n = utf8_decode(p + i, len - i, &code);

		at[count] = i;
		i += n > 0 ? (size_t)n : 1;
	}
	if (count < 3)
		return 0;
	step = (count - 2 + GRAMS_MAX - 1) / GRAMS_MAX;
	for (i = 0; i + 2 < count; i += step)
		lookup_quote(out, part + at[i], (i + 3 < count ? at[i + 3] : len) - at[i], false, false);
	return buffer_status(out);
}
