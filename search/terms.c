/* What somebody asks a text to have. */
#include "search/terms.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/error.h"
#include "lib/base/utf8.h"
#include "search/glob.h"

#define WORDS_MAX 64 /* of one phrase */
#define TERMS_MAX 256

struct term {
	bool not, begins;  /* the last word is a word's beginning */
	char *words[WORDS_MAX];
	int count;
	char *literal;     /* without words */
	char *part, *glob;
};

struct terms {
	struct lookup *lookup;
	struct term list[TERMS_MAX];
	int count;
};

/* The text that is looked at, as words. */
struct word {
	size_t at, len; /* in `folded` */
	size_t from, to;
};

struct reading {
	struct buffer folded;
	struct word *list;
	size_t count, cap;
};

struct terms *
terms_new(struct lookup *lookup)
{
	struct terms *t = calloc(1, sizeof *t);

	if (t != NULL)
		t->lookup = lookup;
	return t;
}

void
terms_free(struct terms *t)
{
	int i, n;

	if (t == NULL)
		return;
	for (i = 0; i < t->count; i++) {
		for (n = 0; n < t->list[i].count; n++)
			free(t->list[i].words[n]);
		free(t->list[i].literal);
		free(t->list[i].part);
		free(t->list[i].glob);
	}
	free(t);
}

bool
terms_any(const struct terms *t)
{
	return t->count > 0;
}

bool
terms_any_not(const struct terms *t)
{
	int i;

	for (i = 0; i < t->count; i++)
		if (t->list[i].not)
			return true;
	return false;
}

/* Taking in. */

static int
take_word(void *context, const char *folded, size_t len, size_t from, size_t to)
{
	struct term *term = context;

	(void)from;
	(void)to;
	if (term->count == WORDS_MAX)
		return 1;
	if ((term->words[term->count] = strndup(folded, len)) == NULL)
		return -ENOMEM;
	term->count++;
	return 0;
}

static int
add_term(struct terms *t, const char *text, size_t len, bool not)
{
	struct term *term = &t->list[t->count];
	int r;

	if (len == 0)
		return 0;
	if (t->count == TERMS_MAX)
		return ERR_LIMIT;
	*term = (struct term){.not = not, .begins = text[len - 1] == '*'};
	if ((r = lookup_words(t->lookup, text, len, take_word, term)) != 0)
		return r > 0 ? ERR_LIMIT : r;
	if (term->count == 0) {
		term->begins = false;
		if ((term->literal = strndup(text, len)) == NULL)
			return -ENOMEM;
	}
	t->count++;
	return 0;
}

/* Words and quoted phrases, apart. */
static int
add_words(struct terms *t, const char *p, bool not)
{
	const char *end;
	int r = 0;

	while (r == 0 && *p != '\0') {
		bool excluded = not;

		if (*p == ' ' || *p == '\t' || *p == '\n') {
			p++;
			continue;
		}
		if (p[0] == '-' && p[1] == '"') {
			excluded = true;
			p++;
		}
		if (*p == '"') {
			if ((end = strchr(++p, '"')) == NULL)
				end = p + strlen(p);
			r = add_term(t, p, (size_t)(end - p), excluded);
			p = *end == '"' ? end + 1 : end;
			continue;
		}
		end = p + strcspn(p, " \t\n\"");
		r = add_term(t, p, (size_t)(end - p), excluded);
		p = end;
	}
	return r;
}

int
terms_add(struct terms *t, const char *text)
{
	if (strpbrk(text, " \t\n") != NULL && strchr(text, '"') == NULL)
		return add_term(t, text, strlen(text), false);
	return add_words(t, text, false);
}

/* A phrase's quotes, or as far as the next blank. */
static const char *
end_of_item(const char *p)
{
	const char *end;

	if (*p != '"')
		return p + strcspn(p, " \t\"");
	end = strchr(p + 1, '"');
	return end != NULL ? end + 1 : p + strlen(p);
}

static int
add_item(struct terms *t, const char *p, const char *end, bool not)
{
	bool quoted = *p == '"', last = *end == '\0';
	int before = t->count, r;

	if (quoted) {
		p++;
		/* a phrase that is being typed has no end yet */
		end -= end > p && end[-1] == '"';
		last = *end == '\0';
	}
	if ((r = add_term(t, p, (size_t)(end - p), not)) != 0)
		return r;
	if (last && !not && t->count > before && t->list[before].count > 0)
		t->list[before].begins = true;
	return 0;
}

int
terms_add_line(struct terms *t, const char *line)
{
	const char *p = line, *end;
	bool not;
	int r = 0;

	while (r == 0 && *(p += strspn(p, " \t")) != '\0') {
		not = p[0] == '-' && p[1] != ' ' && p[1] != '\0';
		end = end_of_item(p += not);
		r = add_item(t, p, end, not);
		p = end;
	}
	return r;
}

int
terms_add_not(struct terms *t, const char *text)
{
	return strchr(text, '"') == NULL ? add_term(t, text, strlen(text), true) : add_words(t, text, true);
}

static int
add_copy(struct terms *t, const char *text, bool glob)
{
	struct term *term = &t->list[t->count];
	char *copy;

	if (t->count == TERMS_MAX)
		return ERR_LIMIT;
	if ((copy = strdup(text)) == NULL)
		return -ENOMEM;
	*term = (struct term){0};
	if (glob)
		term->glob = copy;
	else
		term->part = copy;
	t->count++;
	return 0;
}

int
terms_add_part(struct terms *t, const char *text)
{
	return *text == '\0' ? 0 : add_copy(t, text, false);
}

int
terms_add_glob(struct terms *t, const char *pattern)
{
	return add_copy(t, pattern, true);
}

/* For the index. */

int
terms_words(const struct terms *t, struct buffer *out)
{
	int i, n;

	for (i = 0; i < t->count; i++)
		for (n = 0; !t->list[i].not && n < t->list[i].count; n++)
			lookup_quote(out, t->list[i].words[n], strlen(t->list[i].words[n]),
			    t->list[i].begins && n == t->list[i].count - 1, false);
	/* the index can leave out words, but no phrases */
	for (i = 0; i < t->count && out->len > 0; i++)
		if (t->list[i].not && t->list[i].count == 1)
			lookup_quote(out, t->list[i].words[0], strlen(t->list[i].words[0]), t->list[i].begins, true);
	return buffer_status(out);
}

char *
terms_part(const struct terms *t)
{
	char *best = NULL, *part;
	int i;

	for (i = 0; i < t->count; i++) {
		part = t->list[i].part != NULL ? strdup(t->list[i].part)
		    : t->list[i].glob != NULL ? glob_literal(t->list[i].glob) : NULL;
		if (part != NULL && strlen(part) >= 3 && (best == NULL || strlen(part) > strlen(best))) {
			free(best);
			best = part;
		} else {
			free(part);
		}
	}
	return best;
}

bool
terms_must_match(const struct terms *t)
{
	bool positive = false;
	int i;

	for (i = 0; i < t->count; i++) {
		if (t->list[i].count != 1)
			return true;
		positive |= !t->list[i].not;
	}
	return t->count > 0 && !positive;
}

/* Looking at a text. */

static int
read_word(void *context, const char *folded, size_t len, size_t from, size_t to)
{
	struct reading *r = context;
	struct word *grown;

	if (r->count == r->cap) {
		r->cap = r->cap ? r->cap * 2 : 64;
		if ((grown = realloc(r->list, r->cap * sizeof *grown)) == NULL)
			return -ENOMEM;
		r->list = grown;
	}
	r->list[r->count++] = (struct word){r->folded.len, len, from, to};
	buffer_add(&r->folded, folded, len);
	return 0;
}

static bool
same_word(const struct reading *r, size_t i, const char *word, bool begins)
{
	size_t n = strlen(word);

	return (begins ? r->list[i].len >= n : r->list[i].len == n) && memcmp(r->folded.data + r->list[i].at, word, n) == 0;
}

static bool
stands_at(const struct reading *r, size_t i, const struct term *term)
{
	int n;

	for (n = 0; n < term->count; n++)
		if (i + (size_t)n >= r->count ||
		    !same_word(r, i + (size_t)n, term->words[n], term->begins && n == term->count - 1))
			return false;
	return true;
}

struct marking {
	struct terms_mark *list;
	int most, count;
};

static void
mark(struct marking *m, size_t from, size_t to)
{
	if (m->count < m->most)
		m->list[m->count++] = (struct terms_mark){from, to};
}

/* How many bytes of the text are the part, whatever its case; 0: it does not stand there. */
static size_t
same_part(const char *text, size_t len, const char *part)
{
	size_t at = 0, left = strlen(part);
	uint32_t one = 0, other = 0;
	int n, m;

	while (left > 0) {
		if (at == len || (n = utf8_decode((const unsigned char *)text + at, len - at, &one)) == 0)
			return 0;
		m = utf8_decode((const unsigned char *)part, left, &other);
		/* what is no character is itself */
		if (n > 0 && m > 0 ? utf8_small(one) != utf8_small(other) : text[at] != *part)
			return 0;
		if (n <= 0 || m <= 0)
			n = m = 1;
		at += (size_t)n;
		part += m;
		left -= (size_t)m;
	}
	return at;
}

/* Each place where the part stands. */
static bool
find_part(const char *text, size_t len, const char *part, bool fold, struct marking *m)
{
	size_t n = strlen(part), i, found;
	bool any = false;

	for (i = 0; n > 0 && i < len; i++) {
		found = fold ? same_part(text + i, len - i, part) : len - i >= n && memcmp(text + i, part, n) == 0 ? n : 0;
		if (found > 0) {
			any = true;
			mark(m, i, i + found);
			i += found - 1;
		}
	}
	return any;
}

static bool
find_words(const struct reading *r, const struct term *term, struct marking *m)
{
	bool any = false;
	size_t i;

	for (i = 0; i < r->count; i++)
		if (stands_at(r, i, term)) {
			any = true;
			mark(m, r->list[i].from, r->list[i + (size_t)term->count - 1].to);
		}
	return any;
}

static bool
has_term(const struct reading *r, const struct term *term, const char *text, size_t len, struct marking *m)
{
	if (term->part != NULL)
		return find_part(text, len, term->part, true, m);
	if (term->glob != NULL)
		return glob_match(term->glob, text, len);
	if (term->literal != NULL)
		return find_part(text, len, term->literal, false, m);
	return find_words(r, term, m);
}

static const char *
text_of(const struct buffer *b)
{
	return b->data != NULL ? b->data : "";
}

static int
by_place(const void *a, const void *b)
{
	const struct terms_mark *x = a, *y = b;

	return x->from < y->from ? -1 : x->from > y->from;
}

int
terms_match(struct terms *t, const char *text, size_t len, struct terms_mark *marks, int most, int *count)
{
	struct marking m = {marks, most, 0}, none = {NULL, 0, 0};
	struct reading reading = {0};
	bool all = true;
	int i, r;

	if (text == NULL)
		text = "";
	if ((r = lookup_words(t->lookup, text, len, read_word, &reading)) == 0)
		for (i = 0; all && i < t->count; i++)
			all = has_term(&reading, &t->list[i], text, len, t->list[i].not ? &none : &m) != t->list[i].not;
	if (r == 0 && reading.folded.broken)
		r = -ENOMEM;
	if (m.count > 1)
		qsort(marks, (size_t)m.count, sizeof *marks, by_place);
	if (count != NULL)
		*count = m.count;
	free(reading.list);
	buffer_free(&reading.folded);
	return r != 0 ? r : all;
}

int
terms_match_either(struct terms *t, const struct buffer *one, const struct buffer *other)
{
	const struct buffer *texts[2] = {one, other};
	struct marking none = {NULL, 0, 0};
	struct reading readings[2] = {{.count = 0}, {.count = 0}};
	bool all = true, has[2];
	int i, n, r = 0;

	for (n = 0; r == 0 && n < 2; n++)
		r = lookup_words(t->lookup, text_of(texts[n]), texts[n]->len, read_word, &readings[n]);
	for (i = 0; r == 0 && all && i < t->count; i++) {
		for (n = 0; n < 2; n++)
			has[n] = has_term(&readings[n], &t->list[i], text_of(texts[n]), texts[n]->len, &none);
		all = (has[0] || has[1]) != t->list[i].not;
	}
	for (n = 0; n < 2; n++) {
		if (r == 0 && readings[n].folded.broken)
			r = -ENOMEM;
		free(readings[n].list);
		buffer_free(&readings[n].folded);
	}
	return r != 0 ? r : all;
}
