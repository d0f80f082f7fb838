/*
 * Looks for a text in what a session showed.
 *
 * Escape sequences are taken out as the screen takes them out: what was shown can't hide behind one.  What remains goes through a
 * window as long as the word.  Backwards,
 * stretches of events are read forwards, each twice as long as the one behind it, until one has the word.
 */
#include "player/sifter.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/utf8.h"
#include "lib/screen/strainer.h"

#define SLICE_BYTES (512u * 1024)
#define STRETCH 2048 /* events */

struct sifter {
	struct source *source;
	char word[SIFTER_WORD_MAX + 1];
	size_t len;
	struct strainer strainer;
	bool hit; /* the word came to stand there */
	char window[2 * SIFTER_WORD_MAX]; /* the newest characters, small letters */
	size_t used;
	bool back;
	uint64_t from, until; /* events of the stretch; until is not in it */
	uint64_t least;       /* backwards, where to stop */
	uint64_t stretch, found;
	bool any;
	int64_t found_at;
};

static char
small(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

int
sifter_new(const char *path, const struct source_options *options, struct sifter **out)
{
	struct sifter *s = calloc(1, sizeof *s);
	char *message = NULL;
	int r;

	*out = NULL;
	if (s == NULL)
		return -ENOMEM;
	r = source_open(path, options, &s->source, &message);
	free(message);
	if (r != 0) {
		sifter_free(s);
		return r;
	}
	*out = s;
	return 0;
}

void
sifter_share_marks(struct sifter *s, struct stage *stage)
{
	stage_share_marks(stage, s->source);
}

void
sifter_free(struct sifter *s)
{
	if (s == NULL)
		return;
	source_free(s->source);
	strainer_free(&s->strainer);
	free(s);
}

static int
begin(struct sifter *s)
{
	strainer_reset(&s->strainer);
	s->used = 0;
	s->any = false;
	return source_seek_event(s->source, s->from);
}

int
sifter_seek(struct sifter *s, const char *word, uint64_t event, uint64_t limit, bool back)
{
	size_t i;

	s->len = strlen(word) < SIFTER_WORD_MAX ? strlen(word) : SIFTER_WORD_MAX;
	for (i = 0; i < s->len; i++)
		s->word[i] = small(word[i]);
	s->back = back;
	s->stretch = STRETCH;
	s->until = back ? event : limit;
	s->least = back ? limit : 0;
	s->from = event;
	if (back)
		s->from = event > s->least + STRETCH ? event - STRETCH : s->least < event ? s->least : event;
	return begin(s);
}

/* A character that is seen: whether the word stands there now. */
static bool
take(struct sifter *s, char c)
{
	if (s->used == sizeof s->window) {
		memmove(s->window, s->window + s->used - s->len, s->len);
		s->used = s->len;
	}
	s->window[s->used++] = small(c);
	return s->used >= s->len && memcmp(s->window + s->used - s->len, s->word, s->len) == 0;
}

static void
take_text(void *context, const char *data, size_t len)
{
	struct sifter *s = context;
	size_t i;

	for (i = 0; i < len; i++)
		s->hit |= take(s, data[i]);
}

static void
take_glyphs(void *context, const uint32_t *codes, size_t count)
{
	char bytes[4];
	size_t i;

	for (i = 0; i < count; i++)
		take_text(context, bytes, (size_t)utf8_encode(codes[i], bytes));
}

static void
take_control(void *context, char c)
{
	if (c == '\n')
		take_text(context, " ", 1);
}

static void
pass_escape(void *context, char intermediate, char final)
{
	(void)context;
	(void)intermediate;
	(void)final;
}

static void
pass_csi(void *context, const struct csi *csi)
{
	(void)context;
	(void)csi;
}

static void
pass_osc(void *context, const char *data, size_t len)
{
	(void)context;
	(void)data;
	(void)len;
}

static size_t
pass_nothing(void *context, const char *data, size_t len)
{
	(void)context;
	(void)data;
	(void)len;
	return 0;
}

static bool
sift(struct sifter *s, const char *data, size_t len)
{
	static const struct strainer_sink sink = {take_text, take_glyphs, take_control, pass_escape, pass_csi, pass_osc, pass_nothing};

	s->hit = false;
	strainer_feed(&s->strainer, data, len, &sink, s);
	return s->hit;
}

/* Backwards: what this stretch had, or the one before it. */
static int
leave_stretch(struct sifter *s)
{
	int r;

	if (s->any)
		return SIFTER_FOUND;
	if (s->from <= s->least)
		return SIFTER_NOWHERE;
	s->stretch *= 2;
	/* a word may stand across */
	s->until = s->from + 16;
	s->from = s->from > s->least + s->stretch ? s->from - s->stretch : s->least;
	return (r = begin(s)) == 0 ? SIFTER_BUSY : r;
}

int
sifter_pump(struct sifter *s)
{
	size_t bytes = 0;
	struct event ev;
	int r;

	if (s->len == 0)
		return SIFTER_NOWHERE;
	while (bytes < SLICE_BYTES) {
		if ((r = source_next(s->source, &ev)) == -ENOMEM)
			return r;
		/* what is behind something broken is left */
		if (r <= 0 || ev.number >= s->until)
			return s->back ? leave_stretch(s) : SIFTER_NOWHERE;
		bytes += ev.len + 64;
		if (ev.code != EVENT_OUTPUT || !sift(s, ev.data, ev.len))
			continue;
		s->found = ev.number;
		s->found_at = ev.at;
		s->any = true;
		if (!s->back)
			return SIFTER_FOUND;
	}
	return SIFTER_BUSY;
}

uint64_t
sifter_event(const struct sifter *s)
{
	return s->found;
}

int64_t
sifter_at(const struct sifter *s)
{
	return s->found_at;
}
