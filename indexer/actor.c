/* What a stage does in its cage. */
#include "indexer/actor.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "indexer/veil.h"
#include "lib/base/bytes.h"
#include "lib/base/error.h"
#include "lib/base/file.h"
#include "lib/screen/picture.h"
#include "lib/screen/screen.h"

#define CHUNK_SIZE 262144
#define JOINED_MAX 262144 /* bytes of output in one order */

/* Outside. */

static char *
begin(struct buffer *out, enum actor_order type, size_t size, size_t more)
{
	char *p = buffer_reserve(out, ACTOR_HEAD + size + more);

	if (p == NULL)
		return NULL;
	bytes_put32(p, type);
	bytes_put32(p + 4, (uint32_t)(size + more));
	out->len += ACTOR_HEAD + size;
	return p + ACTOR_HEAD;
}

void
actor_put_size(struct buffer *out, enum actor_order type, int cols, int rows, const char *data, size_t len)
{
	char *p = begin(out, type, 8, len);

	if (p == NULL)
		return;
	bytes_put32(p, (uint32_t)cols);
	bytes_put32(p + 4, (uint32_t)rows);
	buffer_add(out, data, len);
}

void
actor_put_ticket(struct buffer *out, enum actor_order type, uint64_t ticket)
{
	char *p = begin(out, type, 8, 0);

	if (p != NULL)
		bytes_put64(p, ticket);
}

void
actor_put_output(struct buffer *out, size_t *open, const char *data, size_t len)
{
	size_t joined;

	if (*open != SIZE_MAX && !out->broken && (joined = out->len - *open - ACTOR_HEAD + len) <= JOINED_MAX) {
		buffer_add(out, data, len);
		if (!out->broken)
			bytes_put32(out->data + *open + 4, (uint32_t)joined);
		return;
	}
	*open = out->len;
	if (begin(out, ACTOR_OUTPUT, 0, len) != NULL)
		buffer_add(out, data, len);
}

/* In the cage. */

struct actor {
	struct screen *screen;
	struct veil veil; /* without a censor: nothing is covered */
	struct buffer answer;
	int out;
};

static int
make_screen(struct actor *a, const char *p, size_t len)
{
	screen_free(a->screen);
	/* without scrollback: what a window that grows shows depends on nothing that a keyframe has not */
	if ((a->screen = screen_new((int)bytes_get32(p), (int)bytes_get32(p + 4), 0)) == NULL)
		return -ENOMEM;
	screen_feed(a->screen, p + 8, len - 8);
	return 0;
}

static int
show(struct actor *a, const char *ticket)
{
	char *p;
	int r;

	if (a->veil.censor != NULL && (r = veil_screen(&a->veil, a->screen)) < 0)
		return r;
	buffer_clear(&a->answer);
	if ((p = begin(&a->answer, ACTOR_PICTURE, 8, 0)) == NULL)
		return -ENOMEM;
	memcpy(p, ticket, 8);
	picture_put(&a->answer, a->screen);
	if ((r = buffer_status(&a->answer)) != 0)
		return r;
	bytes_put32(a->answer.data + 4, (uint32_t)(a->answer.len - ACTOR_HEAD));
	return file_write(a->out, a->answer.data, a->answer.len);
}

static int
keep(struct actor *a, const char *ticket)
{
	char *p;
	int r;

	buffer_clear(&a->answer);
	if ((p = begin(&a->answer, ACTOR_KEEP, 16, 0)) == NULL)
		return -ENOMEM;
	memcpy(p, ticket, 8);
	bytes_put32(p + 8, (uint32_t)screen_cols(a->screen));
	bytes_put32(p + 12, (uint32_t)screen_rows(a->screen));
	if (screen_settled(a->screen))
		screen_dump(a->screen, &a->answer);
	if ((r = buffer_status(&a->answer)) != 0)
		return r;
	bytes_put32(a->answer.data + 4, (uint32_t)(a->answer.len - ACTOR_HEAD));
	return file_write(a->out, a->answer.data, a->answer.len);
}

static int
obey(struct actor *a, enum actor_order type, const char *p, size_t len)
{
	if (type == ACTOR_BLANK || type == ACTOR_KEYFRAME)
		return len < 8 ? ERR_FORMAT : make_screen(a, p, len);
	if (a->screen == NULL || (type != ACTOR_OUTPUT && len != 8))
		return ERR_FORMAT;
	switch (type) {
	case ACTOR_OUTPUT:
		screen_feed(a->screen, p, len);
		return 0;
	case ACTOR_RESIZE:
		screen_resize(a->screen, (int)bytes_get32(p), (int)bytes_get32(p + 4));
		return 0;
	case ACTOR_PICTURE:
		return show(a, p);
	case ACTOR_KEEP:
		return keep(a, p);
	case ACTOR_BLANK:
	case ACTOR_KEYFRAME:
		break;
	}
	return ERR_FORMAT;
}

static int
obey_all(struct actor *a, struct buffer *inbox)
{
	size_t at = 0, len;
	int r = 0;

	while (r == 0 && inbox->len - at >= ACTOR_HEAD) {
		if ((len = bytes_get32(inbox->data + at + 4)) > ACTOR_ORDER_MAX)
			return ERR_FORMAT;
		if (inbox->len - at - ACTOR_HEAD < len)
			break;
		r = obey(a, bytes_get32(inbox->data + at), inbox->data + at + ACTOR_HEAD, len);
		at += ACTOR_HEAD + len;
	}
	buffer_consume(inbox, at);
	return r;
}

/* Nothing is freed: the process is about to end. */
int
actor_run(int in, int out, void *context)
{
	struct actor a = {.out = out, .veil = {.censor = context}};
	struct buffer inbox = {0};
	ssize_t n;
	char *p;

	do {
		if ((p = buffer_reserve(&inbox, CHUNK_SIZE)) == NULL || (n = read(in, p, CHUNK_SIZE)) < 0)
			return 1;
		if (n == 0)
			return 0;
		inbox.len += (size_t)n;
	} while (obey_all(&a, &inbox) == 0);
	return 1;
}
