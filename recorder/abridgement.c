/* What was run, where a header can't hold it. */
#include "recorder/abridgement.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/buffer.h"
#include "lib/base/utf8.h"
#include "lib/cast/event.h"
#include "lib/cast/writer.h"

/* A byte is six in a line when it is a control: all of these together fit, with what else a header has. */
#define ARGUMENTS_MOST (32 * 1024)
#define COMMAND_MOST (16 * 1024)
#define TEXT_MOST 4096
#define LATER 256         /* the headers of later parts have larger numbers */
#define PIECE (16 * 1024) /* of an argument, in a marker */

static int
fits(const struct header *h)
{
	struct buffer line = {0};
	int r = header_encode(&line, h);

	if (r == 0)
		r = line.len + LATER <= EVENT_LINE_MAX;
	buffer_free(&line);
	return r;
}

/* At most so many bytes, and no half of a character. */
static size_t
whole_characters(const char *text, size_t most)
{
	size_t len = strlen(text);

	return len <= most ? len : most - utf8_incomplete_tail(text, most);
}

static void
shorten(char *text, size_t most)
{
	if (text != NULL)
		text[whole_characters(text, most)] = '\0';
}

int
abridgement_make(struct header *h, char ***whole)
{
	size_t left = ARGUMENTS_MOST, len, i;
	int r = fits(h);

	*whole = NULL;
	if (r != 0 || h->argv == NULL)
		return r < 0 ? r : 0;
	*whole = h->argv;
	h->argv = NULL;
	if ((r = header_set_argv(h, *whole)) != 0)
		return r;
	for (i = 0; h->argv[i] != NULL; i++) {
		shorten(h->argv[i], left);
		len = strlen(h->argv[i]);
		left -= len;
		if ((*whole)[i][len] != '\0')
			break;
	}
	if (h->argv[i] != NULL)
		i++;
	for (; h->argv[i] != NULL; i++) {
		free(h->argv[i]);
		h->argv[i] = NULL;
	}
	shorten(h->command, COMMAND_MOST);
	shorten(h->title, TEXT_MOST);
	shorten(h->shell, TEXT_MOST);
	shorten(h->fingerprint, TEXT_MOST);
	return 0;
}

static int
put_piece(struct writer *w, struct buffer *text, size_t number, const char *argument, size_t at)
{
	struct event ev = {.code = EVENT_MARKER};
	size_t len = whole_characters(argument + at, PIECE);

	buffer_clear(text);
	buffer_addf(text, "argument %zu, byte %zu: ", number, at);
	buffer_add(text, argument + at, len);
	if (text->broken)
		return -ENOMEM;
	ev.data = text->data;
	ev.len = text->len;
	return writer_put(w, &ev);
}

int
abridgement_tell(struct writer *w, char *const *whole, const struct header *h)
{
	struct buffer text = {0};
	size_t i, at, kept = 0;
	int r = 0;

	while (h->argv[kept] != NULL && whole[kept] != NULL && strcmp(h->argv[kept], whole[kept]) == 0)
		kept++;
	for (i = kept; r == 0 && whole[i] != NULL; i++) {
		at = 0;
		do {
			r = put_piece(w, &text, i, whole[i], at);
			at += whole_characters(whole[i] + at, PIECE);
		} while (r == 0 && whole[i][at] != '\0');
	}
	buffer_free(&text);
	return r;
}

void
abridgement_free(char **whole)
{
	size_t i;

	for (i = 0; whole != NULL && whole[i] != NULL; i++)
		free(whole[i]);
	free(whole);
}
